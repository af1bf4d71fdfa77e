package io.retrace.query.audit;

import io.retrace.model.event.EventType;
import io.retrace.query.audit.Judged.Outcome;
import io.retrace.wire.http.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** Reads searches. An address that somebody typed ends here: from then on it is a MAC. */
final class AuditQueries {

    static final Set<String> FILTER =
            Set.of("identity", "address", "flow", "session", "client", "agent", "type", "outcome", "actor", "trace");

    /** An address by its MAC, where the address itself must not stand. */
    static final String ADDRESS_MAC = "address_mac";

    static final Set<String> RANGE = Set.of("from", "to", "from_position", "to_position");

    /** RFC 3339 knows no other years, and PostgreSQL not all that Java does. */
    private static final String FOUR_DIGIT_YEAR = "\\d{4}-.*";

    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]{1,200}";
    private static final int ADDRESS_CHARS_MAX = 320;

    private final AddressMacs macs;

    AuditQueries(AddressMacs macs) {
        this.macs = macs;
    }

    /** Names of parameters together. */
    static Set<String> names(Set<String> some, Set<String> more) {
        var all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * The search that is asked for.
     *
     * @throws MalformedSearch when it is none
     */
    AuditQuery read(Parameters asked) {
        return new AuditQuery(
                filter(asked),
                range(asked),
                asked.one("order").map(AuditQueries::isNewestFirst).orElse(true),
                asked.one("limit").map(AuditQueries::limit).orElse(AuditQuery.LIMIT_DEFAULT),
                asked.one("cursor"));
    }

    AuditFilter filter(Parameters asked) {
        return new AuditFilter(
                uuid(asked, "identity"),
                address(asked),
                uuid(asked, "flow"),
                uuid(asked, "session"),
                value(asked, "client", Cidr::of, "an IP address or a CIDR block"),
                value(asked, "agent", AuditQueries::agent, "a word of at most 40 characters"),
                asked.all("type").stream().map(AuditQueries::type).toList(),
                value(asked, "outcome", AuditQueries::outcome, "success, failure or neutral"),
                value(asked, "actor", AuditQueries::printable, "1 to 200 printable characters"),
                value(asked, "trace", AuditQueries::trace, "32 hexadecimal digits"));
    }

    Range range(Parameters asked) {
        var times = new Range.Times(time(asked, "from"), time(asked, "to"));
        var positions = new Range.Positions(position(asked, "from_position"), position(asked, "to_position"));
        boolean byTime = times.from().isPresent() || times.to().isPresent();
        boolean byPosition = positions.from().isPresent() || positions.to().isPresent();
        if (byTime && byPosition) {
            throw new MalformedSearch("a range is by time or by position, not by both");
        }
        return byPosition ? positions : times;
    }

    private Optional<UUID> address(Parameters asked) {
        return value(asked, "address", this::reference, "an address of at most " + ADDRESS_CHARS_MAX + " characters")
                .or(() -> uuid(asked, ADDRESS_MAC));
    }

    /** What an address is searched by; empty for what is none. */
    Optional<UUID> reference(String typed) {
        return typed.length() > ADDRESS_CHARS_MAX || typed.isBlank() ? Optional.empty() : Optional.of(macs.of(typed));
    }

    private static Optional<UUID> uuid(Parameters asked, String name) {
        return value(asked, name, Query::uuid, "a UUID");
    }

    private static Optional<Instant> time(Parameters asked, String name) {
        return value(asked, name, AuditQueries::time, "an RFC 3339 time");
    }

    private static Optional<Long> position(Parameters asked, String name) {
        return value(asked, name, AuditQueries::position, "a position");
    }

    private static <T> Optional<T> value(
            Parameters asked, String name, Function<String, Optional<T>> read, String expected) {
        return asked.one(name)
                .map(text -> read.apply(text).orElseThrow(() -> new MalformedSearch(name + " must be " + expected)));
    }

    private static Optional<String> agent(String text) {
        return text.matches("[!-~]{1,40}") ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String type(String name) {
        return EventType.named(name)
                .map(EventType::wireName)
                .orElseThrow(() -> new MalformedSearch("type must be the name of an event, as recovery.CodeRejected"));
    }

    private static Optional<Outcome> outcome(String text) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst();
    }

    private static Optional<String> printable(String text) {
        return text.matches(PRINTABLE) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<UUID> trace(String text) {
        return text.matches("[0-9a-fA-F]{32}")
                ? Optional.of(
                        new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16)))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.matches(FOUR_DIGIT_YEAR) ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static Optional<Long> position(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static boolean isNewestFirst(String order) {
        return switch (order) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw new MalformedSearch("order must be desc or asc");
        };
    }

    private static int limit(String text) {
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > AuditQuery.LIMIT_MAX) {
            throw new MalformedSearch("limit must be from 1 to " + AuditQuery.LIMIT_MAX);
        }
        return limit;
    }
}
