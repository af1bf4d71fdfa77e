package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from a position, in order and without gaps. A notification of the database wakes whoever waits;
 * should it be lost, they look again within {@link #POLL}.
 */
public final class EventFeed implements AutoCloseable {

    /** How long a lost notification may go unnoticed. */
    public static final Duration POLL = Duration.ofSeconds(1);

    // what is appended meanwhile shares the reads of everybody who is woken; nobody hears of an event later by more
    private static final Duration GATHER = Duration.ofMillis(4);

    private static final String READ = """
            select position, recorded_at, body from log.event
             where position > :after
             order by position
             limit :limit""";
    private static final String READ_RANGE = """
            select position, recorded_at, body from log.event
             where position > :after and position <= :upTo and type <> all (:without)
             order by position""";
    private static final String POSITION = "select position from log.event_head";
    private static final String HEAD = "select position, incarnation from log.event_head where id = 1";
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    private final EventDatabase database;
    private final EventCodec codec;
    private final RecentEvents recent;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Thread listener;
    private long known;
    private volatile @Nullable Connection listening;
    private volatile boolean closing;

    /** Opens the feed; starts the thread that listens. */
    public EventFeed(EventDatabase database, EventCodec codec) {
        this(database, codec, new RecentEvents());
    }

    /**
     * The same.
     *
     * @param recent shared with other feeds of this log, and with whoever appends to it
     */
    public EventFeed(EventDatabase database, EventCodec codec, RecentEvents recent) {
        this.database = database;
        this.codec = codec;
        this.recent = recent;
        this.listener = Thread.ofPlatform().name("log-listener").daemon().start(this::listen);
    }

    /** Where the log ends, and which of its lives this is. */
    public record Head(long position, int incarnation) {}

    /** Where the log ends now. */
    public Head head() {
        var head = database.pool()
                .jdbc()
                .sql(HEAD)
                .query((row, _) -> new Head(row.getLong(1), row.getInt(2)))
                .single();
        recent.ofIncarnation(head.incarnation());
        return head;
    }

    /** The next events after a position, in order; at most {@code limit}, and at least one if there is any. */
    public List<EventEnvelope> read(long after, int limit) {
        return recent.after(after, limit).orElseGet(() -> {
            var read = readLog(after, limit);
            recent.add(read);
            return read;
        });
    }

    private List<EventEnvelope> readLog(long after, int limit) {
        return database.pool()
                .jdbc()
                .sql(READ)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }

    /**
     * A stretch of the log in order, for whoever goes through all of it.
     *
     * @param upTo a position that the log has reached
     * @param without types to leave out; one that this version does not know is never left out, but fails
     */
    public List<EventEnvelope> read(long after, long upTo, Set<EventType> without) {
        return database.pool()
                .jdbc()
                .sql(READ_RANGE)
                .param("after", after)
                .param("upTo", upTo)
                .param("without", without.stream().map(EventType::wireName).toArray(String[]::new))
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }

    /** Waits until the log may have grown beyond a position, at most {@link #POLL}. */
    public void awaitBeyond(long position) throws InterruptedException {
        lock.lock();
        try {
            long left = POLL.toNanos();
            while (known <= position && left > 0 && !closing) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        while (!closing) {
            try (var connection = database.pool().source().getConnection()) {
                listening = connection;
                listenOn(connection);
            } catch (SQLException e) {
                if (!closing) {
                    log.warn("listening to the log failed sqlstate={}; polling goes on", e.getSQLState());
                    pause(POLL);
                }
            }
        }
    }

    private void listenOn(Connection connection) throws SQLException {
        var notifying = connection.unwrap(PGConnection.class);
        try (var statement = connection.createStatement()) {
            statement.execute("listen retrace_log");
            movedTo(position(statement));
            while (!closing) {
                var notifications = notifying.getNotifications((int) POLL.toMillis());
                movedTo(position(statement));
                if (notifications != null && notifications.length > 0) {
                    pause(GATHER);
                }
            }
            statement.execute("unlisten *");
        }
    }

    /**
     * Where the log ends. Asked for, not taken from the notification: anybody may send one, some get lost while nobody
     * listens, and a connection that died in silence is only noticed by using it.
     */
    private static long position(Statement statement) throws SQLException {
        try (var row = statement.executeQuery(POSITION)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void movedTo(long position) {
        lock.lock();
        try {
            known = position;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        movedTo(0);
        listener.interrupt();
        hangUp();
        try {
            listener.join(POLL.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever waits for a notification reads from a socket, where no interruption reaches him. */
    private void hangUp() {
        var connection = listening;
        if (connection != null) {
            database.pool().source().evictConnection(connection);
        }
    }
}
