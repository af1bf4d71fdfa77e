package io.retrace.log;

/**
 * The log cannot take or give events now. Of an append, all or nothing is there: nothing when it was withdrawn; which of
 * the two nobody knows when the database went away while it had it. The edge answers 503.
 */
public final class LogUnavailable extends RuntimeException {

    LogUnavailable(String message) {
        super(message);
    }

    /** With what is behind it. */
    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
