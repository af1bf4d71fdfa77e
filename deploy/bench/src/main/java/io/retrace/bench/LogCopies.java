package io.retrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The log and its views, as the database has them. A short history can be made long: each copy of it is the same
 * stories with other ids. What is copied was told already: while this is open the relay stands still, and then it goes
 * on behind the copies.
 */
final class LogCopies implements AutoCloseable {

    private static final String DATABASE = "retrace";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final int BATCH = 5_000;
    private static final double NANOS_A_SECOND = 1e9;

    /** An id keeps all but its first six digits, which are the copy's number. */
    private static final String COPY = """
            with head as (select position, recorded_at from log.event_head for update),
                 copy as (
                insert into log.event (position, recorded_at, event_id, stream, sequence, type, identity, body)
                select h.position + row_number() over (order by k, e.position),
                       h.recorded_at + row_number() over (order by k, e.position) * interval '1 microsecond',
                       regexp_replace(e.event_id::text, id, n)::uuid, regexp_replace(e.stream, id, n), e.sequence, e.type,
                       regexp_replace(e.identity::text, id, n)::uuid,
                       convert_to(regexp_replace(convert_from(e.body, 'UTF8'), id, n, 'g'), 'UTF8')
                  from head h, log.event e, generate_series(1, ?) k,
                       concat('[0-9a-f]{6}([0-9a-f]{2}(-[0-9a-f]{4}){3}-[0-9a-f]{12})') id,
                       concat(lpad(to_hex(k), 6, '0'), '\\1') n
                 where e.stream ~ '-[0-9a-f]{12}$'
             returning position, recorded_at),
                 last as (select max(position) as position, max(recorded_at) as recorded_at from copy),
                 told as (update log.follower f set position = last.position from last)
            update log.event_head h set position = last.position, recorded_at = last.recorded_at from last""";

    private static final String COPIED = "select count(*) from log.event where stream ~ '-[0-9a-f]{12}$'";

    /** The relay's turn; the lock's number in its two halves. */
    private static final String TAKE_TURN =
            "select case when pg_try_advisory_lock(x'7265747261636501'::bigint) then 1 else 0 end";

    private static final String END_TURN = """
            select count(pg_terminate_backend(pid)) from pg_locks
             where locktype = 'advisory' and classid = x'72657472'::int and objid = x'61636501'::int""";

    private final Connection connection;

    private LogCopies(Connection connection) {
        this.connection = connection;
    }

    /** Opens the database and takes the relay's turn. */
    static LogCopies open(Postgres postgres) throws InterruptedException {
        var log = new LogCopies(postgres.connect(DATABASE));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (log.number(TAKE_TURN) == 0) {
            require(System.nanoTime() < deadline, "the relay does not let go");
            log.number(END_TURN);
        }
        return log;
    }

    long events() {
        return number("select position from log.event_head");
    }

    int generation(String view) {
        return (int) number("select generation from view.progress where name = ?", view);
    }

    /** Makes the log at least as long as that; something must be in it. */
    void growTo(long events) {
        long now = events();
        if (now < events) {
            try (var copy = connection.prepareStatement(COPY);
                    var tidy = connection.createStatement()) {
                copy.setInt(1, (int) Math.ceilDiv(events - now, number(COPIED)));
                copy.executeUpdate();
                tidy.execute("vacuum analyze log.event");
            } catch (SQLException e) {
                throw new IllegalStateException("the log cannot be copied: " + e.getMessage(), e);
            }
        }
    }

    /** Waits until no view lags. */
    void awaitViews() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
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
        try (var read = connection.prepareStatement("""
                select position, recorded_at, body from log.event
                 where position > ? and position <= ? order by position""")) {
            for (long after = 0; after < end; after += BATCH) {
                read.setLong(1, after);
                read.setLong(2, after + BATCH);
                bytes += bytes(read);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read", e);
        }
        require(bytes > 0, "the log is empty");
        return end * NANOS_A_SECOND / (System.nanoTime() - began);
    }

    private static long bytes(PreparedStatement read) throws SQLException {
        long bytes = 0;
        try (var rows = read.executeQuery()) {
            while (rows.next()) {
                bytes += rows.getLong(1) + rows.getTimestamp(2).getNanos() + rows.getBytes(3).length;
            }
        }
        return bytes;
    }

    /**
     * Waits until a generation of a view is read; events a second from the first batch to then. A node looks once a
     * second for what it should build, and that second is not counted.
     */
    double awaitGeneration(String view, int generation) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long from = 0;
        long began = System.nanoTime();
        while (generation(view) < generation) {
            require(System.nanoTime() < deadline, "the view " + view + " is not built");
            if (from == 0) {
                from = number("select coalesce((select position from view.rebuild where name = ?), 0)", view);
                began = System.nanoTime();
            }
            Thread.sleep(POLL);
        }
        return (events() - from) * NANOS_A_SECOND / (System.nanoTime() - began);
    }

    private long number(String sql, String... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + sql, e);
        }
    }

    private static void require(boolean holds, String otherwise) {
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
