package io.retrace.wire.access;

/** Whether a token is good cannot be found out at the moment; the edge answers 503. */
public final class CannotTell extends RuntimeException {

    CannotTell(String message, Throwable cause) {
        super(message, cause);
    }
}
