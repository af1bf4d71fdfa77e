package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import java.util.List;
import java.util.Optional;

/** The policies that a log records; for those who only read. */
public final class PoliciesOnRecord {

    private static final String UNTIL = """
            select position, recorded_at, body from log.event
             where type = 'operation.PolicyChanged' and position <= :position
             order by position""";
    private static final String IN_FORCE = """
            select position, recorded_at, body from log.event
             where type = 'operation.PolicyChanged' and position <= :position
             order by position desc limit 1""";

    private final EventDatabase database;
    private final EventCodec codec;

    public PoliciesOnRecord(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** All that there are. */
    public List<PolicyChanged> all() {
        return until(Long.MAX_VALUE);
    }

    /** Those that were in force up to a position, in their order. */
    public List<PolicyChanged> until(long position) {
        return read(UNTIL, position).stream()
                .map(envelope -> (PolicyChanged) envelope.event())
                .toList();
    }

    /** The event that put in force the policy of a position; empty before the first. */
    public Optional<EventEnvelope> inForce(long position) {
        return read(IN_FORCE, position).stream().findFirst();
    }

    private List<EventEnvelope> read(String sql, long position) {
        return database.pool()
                .jdbc()
                .sql(sql)
                .param("position", position)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }
}
