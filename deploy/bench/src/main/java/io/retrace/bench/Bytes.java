package io.retrace.bench;

import java.nio.charset.StandardCharsets;

/** Comparing bytes of a protocol where they lie. */
final class Bytes {

    private Bytes() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startAt(byte[] bytes, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same without regard to case.
     *
     * @param to where the comparable bytes end, exclusive
     * @param expected in lower case
     */
    static boolean nameStartsAt(byte[] bytes, int at, int to, byte[] expected) {
        if (to - at < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (lower(bytes[at + i]) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
