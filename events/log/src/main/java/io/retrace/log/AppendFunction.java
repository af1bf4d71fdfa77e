package io.retrace.log;

import io.retrace.log.QueuedAppend.Row;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventEnvelope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database's append function, called over one connection that is kept (V1__event_log.sql). */
final class AppendFunction implements AutoCloseable {

    private static final String CALL =
            "select append_no, outcome, first_position, recorded_at, detail from log.append_events("
                    + "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource source;
    private final Clock clock;
    private final RecentEvents recent;
    private @Nullable Connection connection;

    /**
     * The function.
     *
     * @param recent gets what is committed
     */
    AppendFunction(DataSource source, Clock clock, RecentEvents recent) {
        this.source = source;
        this.clock = clock;
        this.recent = recent;
    }

    /** Whether the failure says nothing about the events: the same call may succeed a little later. */
    static boolean passing(Throwable failure) {
        if (!(failure instanceof SQLException e)) {
            return false;
        }
        var state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals(LOCK_NOT_AVAILABLE);
    }

    /** What may be logged of a failure: its kind, for the database's words quote the row. */
    static String cause(Throwable failure) {
        return failure instanceof SQLException e
                ? "sqlstate-" + e.getSQLState()
                : failure.getClass().getName();
    }

    /** Appends a batch in one transaction and completes each caller's outcome. */
    void call(List<QueuedAppend> batch) throws SQLException {
        var rows = new ArrayList<Row>();
        batch.forEach(append -> rows.addAll(append.rows()));
        try (var statement = connected().prepareStatement(CALL)) {
            bindEvents(statement, batch, rows);
            bindClaims(statement, batch);
            var spends = bindSpends(statement, batch);
            try (var answer = statement.executeQuery()) {
                complete(answer, batch, rows, spends);
            }
        } catch (SQLException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Connection connected() throws SQLException {
        var open = connection;
        if (open == null || open.isClosed()) {
            open = source.getConnection();
            connection = open;
        }
        return open;
    }

    private void bindEvents(PreparedStatement statement, List<QueuedAppend> batch, List<Row> rows) throws SQLException {
        statement.setObject(1, utc(clock.instant()));
        statement.setArray(2, numbers(batch, append -> append.rows().size()));
        statement.setArray(3, column("uuid", rows, Row::eventId));
        statement.setArray(4, column("text", rows, Row::stream));
        statement.setArray(5, column("int8", rows, Row::sequence));
        statement.setArray(6, column("text", rows, Row::type));
        statement.setArray(7, column("uuid", rows, Row::identity));
        statement.setArray(8, array("bytea", rows.stream().map(Row::body).toArray(byte[][]::new)));
    }

    private void bindClaims(PreparedStatement statement, List<QueuedAppend> batch) throws SQLException {
        var claims = batch.stream().flatMap(append -> append.claims().stream()).toList();
        statement.setArray(9, numbers(batch, append -> append.claims().size()));
        statement.setArray(10, column("bool", claims, claim -> claim.kind() == Append.Kind.RELEASE));
        statement.setArray(
                11,
                array(
                        "bytea",
                        claims.stream().map(claim -> claim.index().bytes()).toArray(byte[][]::new)));
        statement.setArray(
                12, column("uuid", claims, claim -> claim.identityId().value()));
        statement.setArray(13, column("uuid", claims, claim -> claim.addressId().value()));
    }

    private List<Spend> bindSpends(PreparedStatement statement, List<QueuedAppend> batch) throws SQLException {
        var spends = batch.stream().flatMap(append -> append.spends().stream()).toList();
        statement.setArray(14, numbers(batch, append -> append.spends().size()));
        statement.setArray(15, column("text", spends, spend -> spend.budget().name()));
        statement.setArray(16, column("text", spends, spend -> spend.key().text()));
        statement.setArray(17, column("int4", spends, Spend::limit));
        statement.setArray(18, column("timestamptz", spends, spend -> utc(spend.from())));
        statement.setArray(19, column("timestamptz", spends, spend -> utc(spend.until())));
        return spends;
    }

    /** The number of its append for each of the things that the appends have so many of. */
    private Array numbers(List<QueuedAppend> batch, ToIntFunction<QueuedAppend> count) throws SQLException {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < batch.size(); i++) {
            numbers.addAll(Collections.nCopies(count.applyAsInt(batch.get(i)), i + 1));
        }
        return array("int4", numbers.toArray());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private <T> Array column(String type, List<T> rows, Function<T, @Nullable Object> value) throws SQLException {
        return array(type, rows.stream().map(value).toArray());
    }

    private Array array(String type, @Nullable Object[] values) throws SQLException {
        return connected().createArrayOf(type, values);
    }

    private void complete(ResultSet answer, List<QueuedAppend> batch, List<Row> rows, List<Spend> spends)
            throws SQLException {
        var answers = new ArrayList<Runnable>();
        var taken = new ArrayList<EventEnvelope>();
        while (answer.next()) {
            var append = batch.get(answer.getInt("append_no") - 1);
            var outcome = outcome(answer, rows, spends);
            answers.add(() -> append.outcome().complete(outcome));
            if (answer.getString("outcome").equals("committed")) {
                var recordedAt = answer.getObject("recorded_at", OffsetDateTime.class);
                taken.addAll(append.taken(answer.getLong("first_position"), recordedAt.toInstant()));
            }
        }
        taken.sort(Comparator.comparingLong(EventEnvelope::position));
        recent.add(taken);
        answers.forEach(Runnable::run);
    }

    private static Appended outcome(ResultSet answer, List<Row> rows, List<Spend> spends) throws SQLException {
        return switch (answer.getString("outcome")) {
            case "committed", "repeated" -> new Appended.Committed(answer.getLong("first_position"));
            case "taken" -> new Appended.AddressTaken();
            case "conflict" -> conflict(rows.get((int) answer.getLong("detail") - 1));
            case "exhausted" ->
                new Appended.Exhausted(
                        spends.get((int) answer.getLong("detail") - 1).budget());
            default -> throw new SQLException("append_events answered an outcome that nobody knows");
        };
    }

    private static Appended conflict(Row row) {
        return new Appended.Conflict(row.stream(), row.sequence());
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException _) {
                // a broken connection may refuse even that; the pool drops it
            }
        }
    }
}
