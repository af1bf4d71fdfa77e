package io.retrace.log;

/** The log cannot take or give events now; nothing half-done is left. The edge answers 503. */
public final class LogUnavailable extends RuntimeException {

    LogUnavailable(String message) {
        super(message);
    }

    LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
