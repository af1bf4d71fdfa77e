package io.retrace.query.console.lab;

/**
 * What matters, large.
 *
 * @param value the number
 * @param label what it counts
 * @param note of how many, or why
 * @param look whether it is good or bad news: {@code good}, {@code bad} or {@code plain}
 */
record Figure(String value, String label, String note, String look) {

    static final String GOOD = "good";
    static final String BAD = "bad";
    static final String PLAIN = "plain";
}
