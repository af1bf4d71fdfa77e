package io.retrace.courier.letter;

/** What a person gets, in the clear; it never leaves memory but by a channel. */
public record Message(String recipient, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Message[hidden]";
    }
}
