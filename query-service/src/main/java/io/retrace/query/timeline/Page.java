package io.retrace.query.timeline;

import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Moments;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Which part of a timeline somebody wants.
 *
 * @param after the position before it begins: that of the last entry of the page before
 * @param until where it ends
 * @param limit how many entries
 * @param gap from how much time between two entries on it is said
 */
public record Page(long after, AsOf until, int limit, Duration gap) {

    static final int LIMIT_MAX = 500;
    private static final int LIMIT = 100;
    private static final Duration GAP = Duration.ofMinutes(10);
    private static final Duration WEEK = Duration.ofDays(7);

    /** The page; empty when what was asked cannot be understood. */
    public static Optional<Page> of(HttpServletRequest request, Moments moments) {
        return moments.of(Query.parameter(request, "as_of").orElse(""))
                .flatMap(until -> number(request, "after", 0)
                        .flatMap(after -> number(request, "limit", LIMIT)
                                .filter(limit -> limit >= 1 && limit <= LIMIT_MAX)
                                .flatMap(limit -> number(request, "gap", GAP.toSeconds())
                                        .map(gap ->
                                                new Page(after, until, limit.intValue(), Duration.ofSeconds(gap))))));
    }

    /** The same, beginning no earlier than a week before its end. */
    public Page ofAWeek(Moments moments) {
        return new Page(Math.max(after, moments.positionAt(until.at().minus(WEEK))), until, limit, gap);
    }

    private static Optional<Long> number(HttpServletRequest request, String name, long otherwise) {
        return Query.parameter(request, name)
                .map(text -> text.matches("\\d{1,9}|[1-9]\\d{9,17}")
                        ? Optional.of(Long.valueOf(text))
                        : Optional.<Long>empty())
                .orElseGet(() -> Optional.of(otherwise));
    }
}
