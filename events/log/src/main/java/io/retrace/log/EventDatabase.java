package io.retrace.log;

/** The database that holds the log and the keys, as one service's role sees it. */
public record EventDatabase(Pool pool) implements AutoCloseable {

    public static final Migration MIGRATION = new Migration("log", "db/log", "command-service");

    @Override
    public void close() {
        pool.close();
    }
}
