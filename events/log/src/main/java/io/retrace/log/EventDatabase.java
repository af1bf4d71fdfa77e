package io.retrace.log;

/** The database that holds the log and the keys, as one service's role sees it. */
public record EventDatabase(Pool pool) implements AutoCloseable {

    @Override
    public void close() {
        pool.close();
    }
}
