package io.retrace.model.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as the log spells them: what {@link Instant#toString} writes of these centuries, read without the general
 * parser, which took a third of the time that an event took to be read. Whatever is spelt otherwise goes there still.
 */
final class CanonicalInstant {

    private static final String PATTERN = "dddd-dd-ddTdd:dd:dd";
    private static final int FRACTION = PATTERN.length() + 1;
    private static final int NANOS_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;

    private CanonicalInstant() {}

    /** @throws DateTimeException when this is no instant of RFC 3339 */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    /** Whether it is spelt as the log spells instants. */
    static boolean isPlain(String text) {
        int end = text.length() - 1;
        if (end < PATTERN.length() || end > PATTERN.length() + 1 + NANOS_DIGITS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char wanted = PATTERN.charAt(i);
            if (wanted == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60
                && hasPlainFraction(text, end);
    }

    private static boolean hasPlainFraction(String text, int end) {
        if (end == PATTERN.length()) {
            return true;
        }
        if (text.charAt(PATTERN.length()) != '.' || end == FRACTION) {
            return false;
        }
        for (int i = FRACTION; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        int end = text.length() - 1;
        int nanos = 0;
        if (end > FRACTION) {
            nanos = number(text, FRACTION, end);
            for (int digits = end - FRACTION; digits < NANOS_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        return Instant.ofEpochSecond(day * SECONDS_A_DAY + second, nanos);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
