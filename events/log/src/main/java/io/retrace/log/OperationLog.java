package io.retrace.log;

import com.fasterxml.uuid.Generators;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventId;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.Origin;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts on record what operators and nodes did (design section 3), for roles that may append nothing else too. Where the
 * caller has a transaction, the event is in the log when, and only when, that commits; it should be the last thing in
 * it, since every append waits from then on.
 */
public final class OperationLog {

    private static final int ATTEMPTS_MAX = 20;
    private static final String NEXT = "select coalesce(max(sequence) + 1, 0) from log.event where stream = :stream";
    private static final String APPEND = "select log.append_operation(:now, :body)";
    private static final String POLICY = """
            select convert_from(body, 'UTF8')::json -> 'data' ->> 'hash' from log.event
             where type = 'operation.PolicyChanged'
             order by position desc
             limit 1""";
    private static final String NO_POLICY = "none";

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final String software;

    /**
     * The operations of a log.
     *
     * @param pool of a login that may execute {@code log.append_operation}
     * @param software name and version of what puts on record
     */
    public OperationLog(Pool pool, EventCodec codec, String software) {
        this.jdbc = pool.jdbc();
        this.codec = codec;
        this.software = software;
    }

    /**
     * Puts it on record.
     *
     * @throws IllegalStateException when other nodes keep appending to the stream of the day
     */
    public void append(OperationEvent event) {
        ensure(event, () -> false);
    }

    /**
     * Puts on record what somebody asked for.
     *
     * @param asked who, and whence; the policy in force and the story are filled in here
     * @throws IllegalStateException when other nodes keep appending to the stream of the day
     */
    public void append(OperationEvent event, Origin asked) {
        ensure(event, asked, () -> false);
    }

    /**
     * Puts it on record unless it is.
     *
     * @param isOnRecord asked before each attempt: another node may have been quicker
     * @throws IllegalStateException when other nodes keep appending to the stream of the day
     */
    public void ensure(OperationEvent event, BooleanSupplier isOnRecord) {
        ensure(event, Origin.ofSystem(NO_POLICY, software), isOnRecord);
    }

    private void ensure(OperationEvent event, Origin asked, BooleanSupplier isOnRecord) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (isOnRecord.getAsBoolean() || attempt(event, asked)) {
                return;
            }
        }
        throw new IllegalStateException("an operation could not be put on record: other nodes kept appending");
    }

    /** The hash of the policy that was put on record last; {@code none} when there is none. */
    public String policy() {
        return jdbc.sql(POLICY).query(String.class).optional().orElse(NO_POLICY);
    }

    private boolean attempt(OperationEvent event, Origin asked) {
        long sequence =
                jdbc.sql(NEXT).param("stream", event.stream()).query(Long.class).single();
        var policy = event instanceof PolicyChanged changed ? changed.hash() : policy();
        var origin = asked.under(policy, event.stream());
        var id = new EventId(Generators.timeBasedEpochGenerator().generate());
        return jdbc.sql(APPEND)
                .param("now", event.at().atOffset(ZoneOffset.UTC))
                .param("body", codec.body(id, sequence, origin, List.of(), event))
                .query(String.class)
                .single()
                .equals("committed");
    }
}
