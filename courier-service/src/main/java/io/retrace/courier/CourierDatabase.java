package io.retrace.courier;

import io.retrace.log.Migration;
import io.retrace.log.Pool;

/** The courier's own database, which may be anywhere. */
public record CourierDatabase(Pool pool) implements AutoCloseable {

    public static final Migration MIGRATION = new Migration("courier", "db/courier", "courier-service");

    @Override
    public void close() {
        pool.close();
    }
}
