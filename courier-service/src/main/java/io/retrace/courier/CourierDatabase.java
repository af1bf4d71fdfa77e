package io.retrace.courier;

import io.retrace.log.Pool;

/** The courier's own database, which may be anywhere. */
public record CourierDatabase(Pool pool) implements AutoCloseable {

    @Override
    public void close() {
        pool.close();
    }
}
