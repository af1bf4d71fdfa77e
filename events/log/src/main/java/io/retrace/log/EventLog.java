package io.retrace.log;

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
    private final GroupCommit writer;

    /**
     * Opens the log for appending; starts the writer's thread.
     *
     * @param patience how long an append may wait before it is withdrawn, as long as the database does not have it
     */
    public EventLog(EventDatabase database, EventCodec codec, Clock clock, Duration patience) {
        this.streams = new StreamReader(database, codec);
        this.codec = codec;
        this.writer = new GroupCommit(new AppendFunction(database.pool().source(), clock), patience);
    }

    /**
     * Appends all of it or nothing, and returns once that is durable.
     *
     * @throws LogUnavailable when it was withdrawn: the queue is full, or the database does not answer; or when the
     *     database went away while it had it and did not come back within patience
     */
    public Appended append(Append append) {
        return writer.append(QueuedAppend.of(append, codec));
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
