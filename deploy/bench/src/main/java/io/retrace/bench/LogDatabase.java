package io.retrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The log and its views, as the database has them; a connection with all rights. */
final class LogDatabase implements AutoCloseable {

    static final String NAME = "retrace";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final int EVENTS_A_SECOND_MIN = 2_000;
    private static final int BATCH = 5_000;
    private static final int ROWS_FETCHED = 10_000;
    private static final double NANOS_A_SECOND = 1e9;

    /** The relay's turn; the lock's number in its two halves. */
    private static final String TAKE_TURN =
            "select case when pg_try_advisory_lock(x'7265747261636501'::bigint) then 1 else 0 end";

    private static final String END_TURN = """
            select count(pg_terminate_backend(pid)) from pg_locks
             where locktype = 'advisory' and classid = x'72657472'::int and objid = x'61636501'::int
               and pid <> pg_backend_pid()""";

    private final Connection connection;

    private LogDatabase(Connection connection) {
        this.connection = connection;
    }

    static LogDatabase open(Postgres postgres) {
        return on(postgres.connect(NAME));
    }

    static LogDatabase on(Connection superusers) {
        return new LogDatabase(superusers);
    }

    /** What a row holds. */
    @FunctionalInterface
    interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    /** Something that may be interrupted. */
    @FunctionalInterface
    interface Work<T> {

        T done() throws InterruptedException;
    }

    /** Takes the relay's turn; it stands still until this is closed. */
    void stopRelay() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (number(TAKE_TURN) == 0) {
            require(System.nanoTime() < deadline, "the relay does not let go");
            number(END_TURN);
        }
    }

    /** Does all of it in one transaction. */
    <T> T together(Work<T> work) throws InterruptedException {
        try {
            connection.setAutoCommit(false);
            var result = work.done();
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not commit: " + e.getMessage(), e);
        }
    }

    /** Does something that appends while nobody follows: then the views do, the relay does not publish it. */
    <T> T unfollowed(Work<T> work) throws InterruptedException {
        return together(() -> {
            rows("select name from view.progress for update", row -> row.getString(1));
            var result = work.done();
            execute("update log.follower f set position = h.position from log.event_head h");
            return result;
        });
    }

    void execute(String sql, Object... parameters) {
        try (var statement = prepare(sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    long number(String sql, Object... parameters) {
        return rows(sql, row -> row.getLong(1), parameters).getFirst();
    }

    <T> List<T> rows(String sql, Row<T> mapper, Object... parameters) {
        try (var statement = prepare(sql, parameters)) {
            statement.setFetchSize(ROWS_FETCHED);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(mapper.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static IllegalStateException failed(String sql, SQLException cause) {
        return new IllegalStateException(cause.getMessage() + ", asked: " + sql, cause);
    }

    long events() {
        return number("select position from log.event_head");
    }

    int generation(String view) {
        return (int) number("select generation from view.progress where name = ?", view);
    }

    /** Waits until no view lags. */
    void awaitViews() throws InterruptedException {
        long deadline = deadline();
        while (number("select min(position) from view.progress") < events()) {
            require(System.nanoTime() < deadline, "the views lag");
            Thread.sleep(POLL);
        }
    }

    /** Reads every event as a follower would, but for understanding it; events a second. */
    double readAll() {
        long end = events();
        long began = System.nanoTime();
        long bytes = 0;
        for (long after = 0; after < end; after += BATCH) {
            bytes += rows(
                            """
                            select position, recorded_at, body from log.event
                             where position > ? and position <= ? order by position""",
                            row -> row.getLong(1) + row.getTimestamp(2).getNanos() + row.getBytes(3).length,
                            after,
                            after + BATCH)
                    .size();
        }
        require(bytes > 0, "the log is empty");
        return end * NANOS_A_SECOND / (System.nanoTime() - began);
    }

    /**
     * Waits until a generation of a view is read; events a second from the first batch to then. A node looks once a
     * second for what it should build, and that second is not counted.
     */
    double awaitGeneration(String view, int generation) throws InterruptedException {
        long deadline = deadline();
        var progress = new Progress("building " + view, events());
        long from = 0;
        long began = System.nanoTime();
        while (generation(view) < generation) {
            require(System.nanoTime() < deadline, "the view " + view + " is not built");
            if (from == 0) {
                from = number("select coalesce((select position from view.rebuild where name = ?), 0)", view);
                began = System.nanoTime();
            }
            if (progress.isDue()) {
                progress.at(number("select coalesce(max(position), 0) from view.rebuild where name = ?", view));
            }
            Thread.sleep(POLL);
        }
        return (events() - from) * NANOS_A_SECOND / (System.nanoTime() - began);
    }

    /** Waits until what is counted is so many; events of the log a second until then. */
    double awaitNumber(String count, long number) throws InterruptedException {
        long deadline = deadline();
        long began = System.nanoTime();
        while (number(count) < number) {
            require(System.nanoTime() < deadline, "this takes too long: " + count);
            Thread.sleep(POLL);
        }
        return events() * NANOS_A_SECOND / (System.nanoTime() - began);
    }

    private long deadline() {
        return System.nanoTime()
                + PATIENCE.plusSeconds(events() / EVENTS_A_SECOND_MIN).toNanos();
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // nothing of it is needed any more
        }
    }
}
