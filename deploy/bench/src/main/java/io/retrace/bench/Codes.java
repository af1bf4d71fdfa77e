package io.retrace.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the code in a mail as it was sent: what a person would copy out of it. */
final class Codes {

    private Codes() {}

    /** The last run of digits that stands on a line alone; blanks around it do not matter. */
    static Optional<String> lastAloneOnALine(byte[] mail) {
        int to = mail.length;
        while (to > 0) {
            int from = to;
            while (from > 0 && mail[from - 1] != '\n') {
                from--;
            }
            if (isDigits(mail, from, to)) {
                return Optional.of(new String(mail, from, to - from, StandardCharsets.US_ASCII).strip());
            }
            to = from - 1;
        }
        return Optional.empty();
    }

    private static boolean isDigits(byte[] mail, int from, int to) {
        int digits = 0;
        boolean ended = false;
        for (int at = from; at < to; at++) {
            boolean blank = mail[at] == ' ' || mail[at] == '\t' || mail[at] == '\r';
            boolean digit = mail[at] >= '0' && mail[at] <= '9';
            if (!blank && (!digit || ended)) {
                return false;
            }
            ended = blank && digits > 0;
            digits += digit ? 1 : 0;
        }
        return digits > 0;
    }
}
