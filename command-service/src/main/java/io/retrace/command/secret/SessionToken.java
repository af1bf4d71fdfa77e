package io.retrace.command.secret;

/** A session's token, as its client keeps it; never prints. */
public record SessionToken(String text) {

    @Override
    public String toString() {
        return "[hidden]";
    }
}
