package io.retrace.courier;

import io.retrace.log.EventDatabase;

/** The log as the courier's login sees it, which publishes keys there and reads no events. */
record CourierLog(EventDatabase database) implements AutoCloseable {

    @Override
    public void close() {
        database.close();
    }
}
