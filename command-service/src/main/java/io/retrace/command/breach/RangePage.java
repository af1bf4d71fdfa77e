package io.retrace.command.breach;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All hashes that begin alike, with how often each was found.
 *
 * @param text a line for each, {@code <35 hex digits>:<count>}; padding has the count 0
 */
record RangePage(String text) {

    private static final int SUFFIX_DIGITS = 35;
    private static final Pattern LINE = Pattern.compile("[0-9A-F]{" + SUFFIX_DIGITS + "}:[0-9]{1,15}");

    /** A page; empty when it is something else. */
    static Optional<RangePage> parse(String text) {
        return text.lines().allMatch(line -> LINE.matcher(line).matches())
                ? Optional.of(new RangePage(text))
                : Optional.empty();
    }

    /** How often a hash was found, by the digits behind those that all here begin with. */
    long count(String suffix) {
        return text.lines()
                .filter(line -> line.startsWith(suffix))
                .mapToLong(line -> Long.parseLong(line.substring(SUFFIX_DIGITS + 1)))
                .findFirst()
                .orElse(0);
    }

    @Override
    public String toString() {
        return "RangePage[hidden]";
    }
}
