package io.retrace.log;

/**
 * The log cannot take or give events now. Of an append, all or nothing is there: nothing when it was withdrawn; which of
 * the two nobody knows when the database went away while it had it. The edge answers 503.
 */
public final class LogUnavailable extends RuntimeException {

    private final boolean refused;

    LogUnavailable(String message) {
        this(message, false);
    }

    private LogUnavailable(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /** The append was not even queued. */
    static LogUnavailable queueFull() {
        return new LogUnavailable("the append queue is full", true);
    }

    boolean isRefused() {
        return refused;
    }

    /** With what is behind it. */
    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.refused = false;
    }
}
