package io.retrace.command.relay;

import io.retrace.command.relay.RelayTurn.Token;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventFeed;
import io.retrace.model.event.EventCodec.UnreadableEvent;
import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.TopicWriter.NotAcknowledged;
import io.retrace.topic.Topics;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * From the log to {@code retrace.events}: one ordered reader whose token is the outbox cursor. The token moves after
 * the broker has acknowledged a whole batch, so every event gets there at least once, and in order per stream; what a
 * crash or a failure repeats has the same ids. After a failure the next batch is of one event, and each that succeeds
 * doubles the next, so that little is repeated and an event that cannot pass is found. One node relays at a time, the
 * others wait for its turn to end. A broker that is down delays events, loses none and blocks no command. A turn begins
 * with a look at the newest records: should the log not have what was published of it, it was restored, and nothing is
 * published any more.
 */
public final class KafkaRelay implements AutoCloseable {

    private static final int BATCH_MAX = 500;
    // a batch costs the broker and its readers the same, however small it is; who comes alone does not wait
    private static final Duration BATCH_EVERY = Duration.ofMillis(10);
    private static final Duration TURN_RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final String LAG = """
            select h.position - coalesce(f.position, 0)
              from log.event_head h left join log.follower f on f.name = 'relay'""";
    private static final Logger log = LoggerFactory.getLogger(KafkaRelay.class);

    /** How the relay of this node is. */
    public enum Condition {
        /** It has just been started. */
        STARTING,
        /** Another node relays. */
        WAITING,
        /** It relays. */
        RELAYING,
        /** Database or broker do not answer; it tries again. */
        TROUBLED,
        /**
         * It met an event that this version cannot read or the broker refuses for what it is. Everything before it is on
         * Kafka, nothing behind it will be until that is solved; it tries again.
         */
        STUCK,
        /** Its token, or what is on Kafka, is not of this log, as after a restore. It has stopped until it is started again. */
        DIVERGED,
        /** It was closed. */
        CLOSED
    }

    private final EventDatabase database;
    private final EventFeed feed;
    private final Topics topics;
    private final EventPublisher publisher;
    private final Backoff backoff = new Backoff(new SecureRandom());
    private int batchMax = BATCH_MAX;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean idle;
    private volatile Condition condition = Condition.STARTING;

    /** Starts to relay; the database and the broker need not answer yet. */
    KafkaRelay(EventDatabase database, EventFeed feed, EventPublisher publisher, Topics topics) {
        this.database = database;
        this.feed = feed;
        this.topics = topics;
        this.publisher = publisher;
        this.thread = Thread.ofPlatform().name("kafka-relay").daemon().start(this::run);
    }

    /** How many events of the log are not on Kafka yet; the same on every node. */
    public long lag() {
        return database.pool().jdbc().sql(LAG).query((row, _) -> row.getLong(1)).single();
    }

    public Condition condition() {
        return condition;
    }

    /** Whether it relays or waits for its turn, as opposed to being in trouble. */
    public boolean healthy() {
        return switch (condition) {
            case STARTING, WAITING, RELAYING -> true;
            case TROUBLED, STUCK, DIVERGED, CLOSED -> false;
        };
    }

    private void run() {
        try (publisher) {
            while (!isClosing()) {
                tryTurn();
            }
            condition = Condition.CLOSED;
        } catch (DivergedException e) {
            condition = Condition.DIVERGED;
            log.error("the relay stopped: {}; see after-restore in the runbook", e.getMessage());
        } catch (InterruptedException _) {
            condition = Condition.CLOSED;
        }
    }

    private void tryTurn() throws InterruptedException {
        try {
            var taken = RelayTurn.tryTake(database);
            if (taken.isPresent()) {
                try (var turn = taken.get()) {
                    relay(turn);
                }
            } else {
                condition = Condition.WAITING;
                pause(TURN_RETRY);
            }
        } catch (SQLException | DataAccessException | KafkaException e) {
            fell(Condition.TROUBLED);
            log.warn("the relay failed and tries again cause={}", causeOf(e));
            pause(backoff.pause());
        } catch (StuckException e) {
            fell(Condition.STUCK);
            log.error("the relay stands still until this is solved: {}", e.getMessage());
            pause(backoff.pause());
        } catch (DivergedException | InterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            fell(Condition.TROUBLED);
            log.error("the relay met what nobody expected and tries again", e);
            pause(backoff.pause());
        }
    }

    private void relay(RelayTurn turn) throws SQLException, InterruptedException {
        var token = turn.token();
        topics.makeMissing();
        for (var newest : topics.newest(Topics.EVENTS)) {
            turn.requireOfThisLog(newest, token);
        }
        log.info("relaying position={} incarnation={}", token.position(), token.incarnation());
        while (!isClosing()) {
            long began = System.nanoTime();
            int asked = batchMax;
            var batch = read(token.position(), asked);
            if (batch.isEmpty()) {
                turn.verify();
            } else {
                token = publish(batch, token, turn);
                backoff.reset();
                batchMax = Math.min(2 * batchMax, BATCH_MAX);
            }
            condition = Condition.RELAYING;
            if (batch.size() < asked) {
                awaitBeyond(token.position());
                pause(BATCH_EVERY.minusNanos(System.nanoTime() - began));
            }
        }
    }

    private List<EventEnvelope> read(long after, int max) {
        try {
            return feed.read(after, max);
        } catch (UnreadableEvent e) {
            throw StuckException.unreadable(after, e);
        }
    }

    private Token publish(List<EventEnvelope> batch, Token from, RelayTurn turn)
            throws SQLException, InterruptedException {
        try {
            publisher.publish(batch, from.incarnation());
        } catch (NotAcknowledged e) {
            if (e.acknowledged() > 0) {
                turn.store(new Token(batch.get(e.acknowledged() - 1).position(), from.incarnation()));
            } else if (e.isRefusal() && batch.size() == 1) {
                throw StuckException.refused(batch.getFirst(), e);
            }
            throw e;
        }
        var reached = new Token(batch.getLast().position(), from.incarnation());
        turn.store(reached);
        return reached;
    }

    private void awaitBeyond(long position) throws InterruptedException {
        idle = true;
        try {
            feed.awaitBeyond(position);
        } finally {
            idle = false;
        }
    }

    private void fell(Condition into) {
        batchMax = 1;
        if (!isClosing()) {
            condition = into;
        }
    }

    private static String causeOf(Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(Duration pause) throws InterruptedException {
        var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Finishes the batch in flight, if that takes no more than a few seconds, and ends. */
    @Override
    public void close() {
        closing.countDown();
        if (idle) {
            // should a batch begin this very moment, the next start sends it again
            thread.interrupt();
        }
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
                thread.join(CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
