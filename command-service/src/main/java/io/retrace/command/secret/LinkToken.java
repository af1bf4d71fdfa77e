package io.retrace.command.secret;

/** The token of a link as its letter holds it; never prints. */
public record LinkToken(String text) {

    @Override
    public String toString() {
        return "[hidden]";
    }
}
