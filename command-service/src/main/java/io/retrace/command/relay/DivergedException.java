package io.retrace.command.relay;

/** The token, or what is on Kafka, is not of this log, as after a restore; somebody has to look before anything more is published. */
final class DivergedException extends RuntimeException {

    DivergedException(String message) {
        super(message);
    }
}
