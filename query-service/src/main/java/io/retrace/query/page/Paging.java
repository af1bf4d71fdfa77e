package io.retrace.query.page;

import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What a request asks of a list in pages: by token, or by the peer's older {@code page} and {@code per_page}. */
public sealed interface Paging {

    /**
     * A page, newest first.
     *
     * @param number the peer's older way to name a page, from 0; 0 where a token says it
     * @param size how many at most; 1 to 1,000
     * @param before the position of the log that everything on it stands before
     */
    record Page(int number, int size, long before) implements Paging {

        public static final int SIZE_MAX = 1_000;
        static final int SIZE_DEFAULT = 250;

        /** How many to leave out. */
        public long skipped() {
            return (long) number * size;
        }
    }

    /** It asks for what is no page. */
    record Malformed(ApiError error) implements Paging {}

    /** The page that a request asks for. */
    static Paging of(HttpServletRequest request) {
        try {
            int size = number(request, "page_size")
                    .or(() -> number(request, "per_page"))
                    .map(asked -> Math.min(asked, Page.SIZE_MAX))
                    .orElse(Page.SIZE_DEFAULT);
            if (size < 1) {
                return malformed("page_size must be from 1 to " + Page.SIZE_MAX + ", was " + size);
            }
            var token = Query.parameter(request, "page_token");
            if (token.isPresent()) {
                return token.flatMap(Paging::before)
                        .<Paging>map(before -> new Page(0, size, before))
                        .orElseGet(() -> malformed("The page token is invalid, do not craft your own page tokens"));
            }
            int page = number(request, "page").orElse(0);
            return page < 0 ? malformed("page must be at least 0, was " + page) : new Page(page, size, Long.MAX_VALUE);
        } catch (NumberFormatException e) {
            return malformed(String.valueOf(e.getMessage()));
        }
    }

    /** The token of the page that stands before a position. */
    static String token(long before) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(before).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Long> before(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return text.matches("\\d{1,19}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** In the peer's words where it is no number. */
    private static Optional<Integer> number(HttpServletRequest request, String name) {
        return Query.parameter(request, name).map(text -> {
            if (!text.matches("-?\\d{1,9}")) {
                throw new NumberFormatException("strconv.Atoi: parsing \"" + text + "\": invalid syntax");
            }
            return Integer.valueOf(text);
        });
    }

    private static Paging malformed(String reason) {
        return new Malformed(ApiError.of(HttpStatus.BAD_REQUEST, reason));
    }
}
