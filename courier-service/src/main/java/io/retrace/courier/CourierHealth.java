package io.retrace.courier;

import io.retrace.courier.inbox.EventInbox;
import io.retrace.courier.key.CourierKeyRotation;

/** Whether the courier does its work. */
public final class CourierHealth {

    private final CourierKeyRotation keys;
    private final EventInbox inbox;

    CourierHealth(CourierKeyRotation keys, EventInbox inbox) {
        this.keys = keys;
        this.inbox = inbox;
    }

    /** Whether letters can be closed for this courier, and it listens for them. */
    public boolean ready() {
        return keys.hasPublished() && inbox.isListening();
    }
}
