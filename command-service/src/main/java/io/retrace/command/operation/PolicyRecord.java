package io.retrace.command.operation;

import com.fasterxml.uuid.Generators;
import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventId;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.Origin;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts the policy on record before a node first uses it (design section 3). */
public final class PolicyRecord {

    private static final int ATTEMPTS_MAX = 20;
    private static final String LATEST = """
            select convert_from(body, 'UTF8')::json -> 'data' ->> 'hash' from log.event
             where type = 'operation.PolicyChanged'
             order by position desc
             limit 1""";

    private PolicyRecord() {}

    /** Appends {@link PolicyChanged} unless this policy was the last one put on record. */
    public static void ensure(
            EventDatabase database, EventLog log, EventCodec codec, Policy policy, Origin origin, Instant at) {
        var hash = codec.hash(policy);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (latest(database).filter(hash::equals).isPresent() || append(log, hash, policy, origin, at)) {
                return;
            }
        }
        throw new IllegalStateException("the policy could not be put on record: other nodes kept appending");
    }

    private static Optional<String> latest(EventDatabase database) {
        return database.pool().jdbc().sql(LATEST).query(String.class).optional();
    }

    private static boolean append(EventLog log, String hash, Policy policy, Origin origin, Instant at) {
        var event = new PolicyChanged(hash, policy, at);
        long sequence = log.readStream(event.stream(), 0).size();
        var id = new EventId(Generators.timeBasedEpochGenerator().generate());
        var outcome = log.append(new Append(
                List.of(new NewEvent(id, sequence, origin.correlatedWith(event.stream()), event)), List.of()));
        return outcome instanceof Appended.Committed;
    }
}
