package io.retrace.log;

import io.retrace.log.AppendListener.Outcome;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The log: the truth of everything else. Appends of all callers of this node go through one {@link GroupCommit}, so
 * that one round trip and one fsync serve many (ADR-0003).
 */
public final class EventLog implements AutoCloseable {

    private final StreamReader streams;
    private final EventCodec codec;
    private final Duration patience;
    private final AppendListener listener;
    private final GroupCommit writer;

    /**
     * Opens the log for appending; starts the writer's thread.
     *
     * @param patience how long an append may wait before it is withdrawn, as long as the database does not have it
     */
    public EventLog(EventDatabase database, EventCodec codec, Clock clock, Duration patience) {
        this(database, codec, clock, patience, AppendListener.NONE, new RecentEvents());
    }

    /**
     * The same, with somebody who counts.
     *
     * @param recent gets what is appended, for the feeds of this process
     */
    public EventLog(
            EventDatabase database,
            EventCodec codec,
            Clock clock,
            Duration patience,
            AppendListener listener,
            RecentEvents recent) {
        this.streams = new StreamReader(database, codec);
        this.codec = codec;
        this.patience = patience;
        this.listener = listener;
        this.writer = new GroupCommit(new AppendFunction(database.pool().direct(), clock, recent), patience, listener);
    }

    /**
     * Appends all of it or nothing, and returns once that is durable.
     *
     * @throws LogUnavailable when it was withdrawn: the queue is full, or the database does not answer; or when the
     *     database went away while it had it and did not come back within patience
     */
    public Appended append(Append append) {
        long start = System.nanoTime();
        try {
            var appended = writer.append(QueuedAppend.of(append, codec, patience));
            listener.answered(append, outcome(appended), since(start));
            return appended;
        } catch (LogUnavailable e) {
            listener.answered(append, e.isRefused() ? Outcome.REFUSED : Outcome.UNAVAILABLE, since(start));
            throw e;
        }
    }

    private static Outcome outcome(Appended appended) {
        return switch (appended) {
            case Appended.Committed _ -> Outcome.APPENDED;
            case Appended.Conflict _ -> Outcome.CONFLICT;
            case Appended.AddressTaken _ -> Outcome.ADDRESS_TAKEN;
            case Appended.Exhausted _ -> Outcome.EXHAUSTED;
        };
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The events of a stream in order, from a sequence on; empty when there is no such stream. */
    public List<EventEnvelope> readStream(String stream, long from) {
        return streams.read(stream, from);
    }

    /** An identity as its stream has it now; unknown when there is no such stream. */
    public Identity readIdentity(IdentityId id) {
        return streams.identity(id);
    }

    /** How many appends wait for their turn. */
    public int queued() {
        return writer.queued();
    }

    /** Appends what is queued, takes no more, and ends the writer's thread. */
    @Override
    public void close() {
        writer.close();
    }
}
