package io.retrace.bench.inside;

import io.retrace.command.axon.Commands;
import io.retrace.command.axon.Lifecycle;
import io.retrace.command.recovery.RecoveryAggregate;
import io.retrace.log.Appended;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventFeed;
import io.retrace.log.EventLog;
import io.retrace.log.Pool;
import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.InitiateRecovery;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A log of its own on the server's database, and how many appends or commands a second it takes. */
public final class LogLoad implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int ROWS = 16;
    private static final int HOT = 1_000_000;
    private static final int APPENDS_SEEN = 500;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MS = 1e6;
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-23T00:00:00Z");
    private static final String RAW = """
            insert into log.raw (position, recorded_at, event_id, stream, sequence, type, identity, body)
            select n.position, now() + n.position * interval '1 microsecond', n.event_id, 'recovery-' || n.event_id, 0,
                   'recovery.RecoveryInitiated', null, n.body
              from unnest(?, ?, ?) as n (position, event_id, body)""";

    private final EventDatabase database;
    private final EventLog log;
    private final Duration warmUp;
    private final Duration measured;

    private LogLoad(EventDatabase database, Duration warmUp, Duration measured) {
        this.database = database;
        this.log = new EventLog(database, new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(10));
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Opens the log of an empty database that the user owns. */
    public static LogLoad open(String url, String user, String password, Duration warmUp, Duration measured) {
        var login = new DatabaseSettings(url, user, password, CONNECTIONS);
        EventDatabase.MIGRATION.run(login);
        var load = on(url, user, password, warmUp, measured);
        load.database
                .pool()
                .jdbc()
                .sql("create table log.raw (like log.event including all)")
                .update();
        return load;
    }

    /** Opens a log that is there already; {@link #raw} cannot be asked of it. */
    public static LogLoad on(String url, String user, String password, Duration warmUp, Duration measured) {
        return new LogLoad(
                new EventDatabase(Pool.open("bench", new DatabaseSettings(url, user, password, CONNECTIONS))),
                warmUp,
                measured);
    }

    /** Rows a second that one connection inserts, {@value #ROWS} a transaction, into a table with the log's indexes. */
    public double raw() throws SQLException {
        try (var connection = database.pool().source().getConnection()) {
            long position = insert(connection, 0, warmUp);
            long from = System.nanoTime();
            long end = insert(connection, position, measured);
            return (end - position) / ((System.nanoTime() - from) / NANOS_A_SECOND);
        }
    }

    private static long insert(Connection connection, long after, Duration length) throws SQLException {
        long position = after;
        long end = System.nanoTime() + length.toNanos();
        var body = Flows.body();
        try (var statement = connection.prepareStatement(RAW)) {
            while (System.nanoTime() < end) {
                long first = position;
                statement.setArray(1, array(connection, "int8", i -> first + i + 1));
                statement.setArray(2, array(connection, "uuid", _ -> Flows.id().value()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "bytea", Stream.generate(() -> body).limit(ROWS).toArray(byte[][]::new)));
                position += statement.executeUpdate();
            }
        }
        return position;
    }

    private static Array array(Connection connection, String type, IntFunction<Object> value) throws SQLException {
        return connection.createArrayOf(
                type, IntStream.range(0, ROWS).mapToObj(value).toArray());
    }

    /** Appends a second without a budget. */
    public double appends(int callers) throws InterruptedException {
        return run(callers, () -> log.append(Flows.opened(List.of())));
    }

    /** Appends a second that each spend from that many budgets whose keys nobody else has. */
    public double appendsWithOwnBudgets(int callers, int budgets) throws InterruptedException {
        var names = BudgetName.values();
        return run(callers, () -> {
            var key = new BudgetKey("address-" + UUID.randomUUID());
            var spends = IntStream.range(0, budgets)
                    .mapToObj(i -> new Spend(names[i], key, HOT, FROM, UNTIL))
                    .toList();
            log.append(Flows.opened(spends));
        });
    }

    /** Appends a second that all spend from one budget. */
    public double appendsWithOneHotBudget(int callers) throws InterruptedException {
        var spend = new Spend(BudgetName.INITIATIONS_PER_NETWORK, new BudgetKey("network-hot"), HOT, FROM, UNTIL);
        return run(callers, () -> log.append(Flows.opened(List.of(spend))));
    }

    /** Commands a second, through Axon and the decision, each of which opens a flow. */
    public double commands(int callers) throws InterruptedException {
        var lifecycles = List.<Lifecycle<?>>of(
                new Lifecycle<>(RecoveryEvent.class, RecoveryAggregate.class, RecoveryAggregate::new));
        var allowance = Allowance.of(new BudgetKey("network-bench"));
        try (var commands = Commands.start(log, Policy.kratos(), lifecycles)) {
            return run(callers, () -> {
                var flow = Flows.id();
                var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
                commands.send(
                        flow.stream(),
                        new InitiateRecovery(flow, FlowType.API, Flows.CLOSED, allowance, at),
                        Flows.origin(flow.stream()),
                        Object.class);
            });
        }
    }

    /** How long after an append is answered a follower knows of it, in ms; the median of many, one after the other. */
    public double seenAfter() throws InterruptedException {
        var waits = new long[APPENDS_SEEN];
        try (var feed = new EventFeed(database, new EventCodec())) {
            for (int i = 0; i < waits.length; i++) {
                var committed = (Appended.Committed) log.append(Flows.opened(List.of()));
                long from = System.nanoTime();
                feed.awaitBeyond(committed.firstPosition() - 1);
                waits[i] = System.nanoTime() - from;
            }
        }
        Arrays.sort(waits);
        return waits[waits.length / 2] / NANOS_A_MS;
    }

    private double run(int callers, Runnable work) throws InterruptedException {
        var done = new LongAdder();
        long start = System.nanoTime();
        long from = start + warmUp.toNanos();
        long end = from + measured.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                threads.execute(() -> {
                    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                        work.run();
                        if (now >= from) {
                            done.increment();
                        }
                    }
                });
            }
        }
        return done.sum() / (measured.toNanos() / NANOS_A_SECOND);
    }

    @Override
    public void close() {
        log.close();
        database.close();
    }
}
