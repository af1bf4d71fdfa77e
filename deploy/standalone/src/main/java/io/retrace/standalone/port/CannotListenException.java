package io.retrace.standalone.port;

/** A part cannot have its port; the message names the part, the address and why, and is meant for whoever starts us. */
public final class CannotListenException extends IllegalStateException {

    CannotListenException(String part, int port, String reason, Throwable cause) {
        super("%s cannot listen on %s:%d: %s".formatted(part, LoopbackPort.HOST, port, reason), cause);
    }
}
