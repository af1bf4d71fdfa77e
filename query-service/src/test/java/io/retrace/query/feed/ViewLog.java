package io.retrace.query.feed;

import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.Appended.Committed;
import io.retrace.log.BrowserMacs;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventFeed;
import io.retrace.log.EventLog;
import io.retrace.log.Pool;
import io.retrace.log.RecentEvents;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.log.SubjectKeys;
import io.retrace.log.TestLog;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.query.QuerySide;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;

/** A log with the schema {@code view} beside it, and how tests put events into it. */
public final class ViewLog implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final int BATCH = 1_000;

    private final TestLog test = TestLog.create();
    private final EventLog log;
    private final EventCodec codec = new EventCodec();
    private final EventFeed feed;

    public ViewLog() {
        this(Clock.systemUTC());
    }

    /** One whose time of recording is a clock's. */
    public ViewLog(Clock clock) {
        log = test.open(clock);
        ViewDatabase.MIGRATION.run(test.settings("postgres"));
        feed = new EventFeed(test.querySide(), codec);
    }

    /** What the query service has at hand. */
    public QuerySide side() {
        return side(test.querySide());
    }

    /** What another node of it has at hand; whoever asks closes it. */
    public QuerySide anotherSide() {
        return side(new EventDatabase(Pool.open("test-another", test.settings("query"))));
    }

    private QuerySide side(EventDatabase database) {
        var keys = test.keys();
        return new QuerySide(
                database,
                codec,
                new RecentEvents(),
                new Sealing(new SubjectKeys(database, keys.ring("kek"), Clock.systemUTC())),
                new SessionLookup(database, codec, keys.ring("session")),
                new BrowserMacs(keys.ring("session")),
                keys.ring("search"));
    }

    public ViewDatabase views() {
        return new ViewDatabase(test.querySide().pool());
    }

    public EventFeed feed() {
        return feed;
    }

    /** Every event there is, in order. */
    public List<EventEnvelope> all() {
        var events = new ArrayList<EventEnvelope>();
        for (var next = feed.read(0, BATCH); !next.isEmpty(); next = feed.read(events.size(), BATCH)) {
            events.addAll(next);
        }
        return events;
    }

    /** Gives a projection everything there is for it, in batches of so many. */
    public void applyTo(Projection projection, int size) {
        var all = all().stream()
                .filter(envelope -> projection.types().contains(envelope.type()))
                .toList();
        for (int from = 0; from < all.size(); from += size) {
            projection.apply(all.subList(from, Math.min(from + size, all.size())), "view." + projection.name());
        }
    }

    /** Appends an event to the end of its stream. */
    public void append(Event event, String correlation) {
        append(event, origin(correlation));
    }

    /** Appends an event that came from there. */
    public void append(Event event, Origin origin) {
        long sequence = log.readStream(event.stream(), 0).size();
        var added = new NewEvent(new EventId(UUID.randomUUID()), sequence, origin, event);
        if (!(log.append(new Append(List.of(added), List.of())) instanceof Committed)) {
            throw new IllegalStateException("nobody else appends here");
        }
    }

    /** Appends a decision as its node would: all or nothing, the first event carries what is spent and causes the others. */
    public Appended append(List<Event> events, List<Spend> spends, String correlation) {
        var next = new HashMap<String, Long>();
        var added = new ArrayList<NewEvent>();
        for (var event : events) {
            long sequence = next.computeIfAbsent(
                    event.stream(), stream -> (long) log.readStream(stream, 0).size());
            next.put(event.stream(), sequence + 1);
            var isFirst = added.isEmpty();
            added.add(new NewEvent(
                    new EventId(UUID.randomUUID()),
                    sequence,
                    isFirst
                            ? origin(correlation)
                            : origin(correlation).causedBy(added.getFirst().id()),
                    isFirst ? spends : List.of(),
                    event));
        }
        return log.append(new Append(added, List.of()));
    }

    /** Appends an event of its own story. */
    public void append(Event event) {
        append(event, event.stream());
    }

    /** All rows of a table as text, in order. */
    public String rows(String table) {
        try (var connection = test.querySide().pool().source().getConnection()) {
            var text = new StringWriter();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select * from " + table + " order by 1) to stdout", text);
            return text.toString();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that SQL gives with all rights. */
    public long count(String sql) {
        return test.count(sql);
    }

    /** Runs SQL with all rights. */
    public void execute(String sql) {
        test.execute(sql);
    }

    /** Who owns the schemas. */
    DatabaseSettings owner() {
        return test.settings("postgres");
    }

    public static RecoveryId flow() {
        return new RecoveryId(UUID.randomUUID());
    }

    public static RecoveryInitiated initiated(RecoveryId flow) {
        return new RecoveryInitiated(
                flow,
                FlowType.API,
                "code",
                new Sealed("day-2026-11-22", "c2VhbGVk"),
                NOON.plusSeconds(3600),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                NOON);
    }

    public static RecoveryRefused refused(RecoveryId flow, Instant at) {
        return new RecoveryRefused(flow, Refusal.NO_STRATEGY, List.of(), at);
    }

    /** Where nobody in particular asked from. */
    public static Origin origin(String correlation) {
        return new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                correlation,
                Optional.empty(),
                "policy",
                "retrace-test");
    }

    @Override
    public void close() {
        feed.close();
        log.close();
        test.close();
    }
}
