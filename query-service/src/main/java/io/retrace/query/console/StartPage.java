package io.retrace.query.console;

import java.util.List;

/**
 * Where a view begins that is of one thing: how to find that, and a few to begin with.
 *
 * @param recent events that lead to some
 */
record StartPage(Frame frame, String title, String lead, List<Entry> recent) {}
