package io.retrace.wire.http;

/** There is more to do than the service takes on; nothing was done. The edge answers 503. */
public final class OverloadedException extends RuntimeException {

    public OverloadedException(String message) {
        super(message);
    }
}
