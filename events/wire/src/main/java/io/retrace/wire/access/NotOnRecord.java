package io.retrace.wire.access;

/** What was asked for must be on record before it is answered, and could not be; the edge answers 503. */
public final class NotOnRecord extends RuntimeException {

    NotOnRecord(String message) {
        super(message);
    }

    NotOnRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
