package io.retrace.log;

/** The database that holds the log and the keys, as one service's role sees it. */
public record EventDatabase(Pool pool) implements AutoCloseable {

    /** The advisory lock of whoever relays: "retrace" and the number of this lock. */
    public static final long RELAY_LOCK = 0x7265_7472_6163_6501L;

    public static final Migration MIGRATION = new Migration("log", "db/log", "command-service");

    @Override
    public void close() {
        pool.close();
    }
}
