package io.retrace.query.console;

/**
 * A page that says why there is nothing else to see, and where to go on.
 *
 * @param hint what helps
 * @param onward where to go on
 * @param label of the way onward
 */
record Notice(Frame frame, String title, String text, String hint, String onward, String label) {}
