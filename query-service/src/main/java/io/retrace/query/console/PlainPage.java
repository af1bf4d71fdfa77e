package io.retrace.query.console;

/** A page that shows nothing but what stands in its template. */
record PlainPage(Frame frame) {}
