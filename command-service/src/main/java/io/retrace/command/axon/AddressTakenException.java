package io.retrace.command.axon;

/** The append was refused because an address belongs to somebody else. Axon reports a refused append only by throwing. */
public final class AddressTakenException extends RuntimeException {

    AddressTakenException() {
        super("an address of the append belongs to another identity");
    }
}
