package io.retrace.log;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Holds the lock that is the order of the log, as another node does that got stuck: until closed, nobody appends. */
final class HeadLock implements AutoCloseable {

    private static final String WAITING = """
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like '%append_events%'""";

    private final TestLog test;
    private final Connection connection;

    private HeadLock(TestLog test, Connection connection) {
        this.test = test;
        this.connection = connection;
    }

    static HeadLock on(TestLog test) throws SQLException {
        var owner = test.settings("postgres");
        var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select 1 from log.event_head for update");
        }
        return new HeadLock(test, connection);
    }

    /** Returns once that many batches have been handed to the database and wait there. */
    void awaitWriters(int writers) {
        await().atMost(Duration.ofSeconds(5)).until(() -> test.count(WAITING) == writers);
    }

    /** Has an append handed to the database, so that all that follow are queued and make one batch. */
    Future<Appended> occupy(EventLog log, ExecutorService callers) {
        var first = callers.submit(() -> log.append(Sample.append()));
        awaitWriters(1);
        return first;
    }

    /** Lets everybody go on. */
    void release() throws SQLException {
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        release();
    }
}
