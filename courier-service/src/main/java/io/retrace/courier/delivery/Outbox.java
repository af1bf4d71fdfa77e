package io.retrace.courier.delivery;

import io.retrace.courier.CourierDatabase;
import io.retrace.model.event.LetterId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reports that are not on Kafka yet. */
final class Outbox {

    // a report that a crash of the database puts back is sent again, which the log notices; no need to wait for the
    // disk
    private static final String NEXT = """
            select id, letter_id, report from courier.outbox
             where (select set_config('synchronous_commit', 'off', true)) = 'off'
             order by id
             limit :limit
               for update skip locked""";
    private static final String REMOVE = "delete from courier.outbox where id in (:ids)";

    private final CourierDatabase database;

    Outbox(CourierDatabase database) {
        this.database = database;
    }

    /** A report that waits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Waiting(long id, LetterId letter, byte[] report) {}

    /**
     * Hands over the oldest reports and removes them when that returns; should it throw, they stay. No other node gets
     * them meanwhile.
     *
     * @return how many there were
     */
    int drain(int limit, Consumer<List<Waiting>> publish) {
        var drained = database.pool().transactions().execute(_ -> drainInTransaction(limit, publish));
        return drained == null ? 0 : drained;
    }

    private int drainInTransaction(int limit, Consumer<List<Waiting>> publish) {
        var waiting = next(limit);
        if (!waiting.isEmpty()) {
            publish.accept(waiting);
            remove(waiting.stream().map(Waiting::id).toList());
        }
        return waiting.size();
    }

    private List<Waiting> next(int limit) {
        return database.pool()
                .jdbc()
                .sql(NEXT)
                .param("limit", limit)
                .query((row, _) -> new Waiting(
                        row.getLong("id"),
                        new LetterId(row.getObject("letter_id", UUID.class)),
                        row.getBytes("report")))
                .list();
    }

    private void remove(List<Long> ids) {
        database.pool().jdbc().sql(REMOVE).param("ids", ids).update();
    }
}
