package io.retrace.courier.channel;

import io.retrace.courier.letter.Message;
import io.retrace.model.event.LetterId;

/** A way to reach people. Any number of threads may use it. */
public interface Channel extends AutoCloseable {

    /** How reports call it: lower-case letters. */
    String name();

    /**
     * Hands over one message and waits for the answer. It throws only what is a bug.
     *
     * @param id the same at every attempt for the same letter, so that a receiver can tell a repetition
     */
    DeliveryResult deliver(LetterId id, Message message);

    @Override
    void close();
}
