package io.retrace.query.audit;

/** A stretch of the log, both ends included; empty when the last stands before the first. */
record Span(long first, long last) {

    boolean isEmpty() {
        return last < first;
    }

    /** What is left of it when everything down to a position was seen, or up to it. */
    Span beyond(long seen, boolean newestFirst) {
        return newestFirst ? new Span(first, Math.min(last, seen - 1)) : new Span(Math.max(first, seen + 1), last);
    }
}
