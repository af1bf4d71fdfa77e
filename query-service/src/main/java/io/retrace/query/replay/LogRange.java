package io.retrace.query.replay;

import io.retrace.log.EventRow;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.query.audit.ClientNetwork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A stretch of the log in order, with the network that each event was asked from: batch by batch, the next one read and
 * decoded while one is told.
 */
final class LogRange {

    private static final int BATCH = 1_000;
    private static final String READ = """
            select e.position, e.recorded_at, e.body,
                   host(%s) as network
              from log.event e left join view.audit a on a.position = e.position
             where e.position > :after and e.position <= :to
             order by e.position""".formatted(ClientNetwork.of("a.client"));

    private final ReplayDatabase database;
    private final EventCodec codec;

    LogRange(ReplayDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** An event, and where it was asked from; empty for what nobody asked for, or asked when the view did not know. */
    record Asked(EventEnvelope envelope, Optional<BudgetKey> network) {}

    /** What goes on with each batch; false ends it. */
    interface Reader {
        boolean take(List<Asked> batch, long position);
    }

    private record Row(EventRow event, Optional<String> network) {}

    /** Reads from one position to another, both included; false when the reader ended it before. */
    boolean read(long from, long to, Reader reader) {
        var ahead = batch(from - 1, to);
        for (long after = from - 1; after < to; after += BATCH) {
            var batch = ahead.join();
            long end = Math.min(after + BATCH, to);
            if (end < to) {
                ahead = batch(end, to);
            }
            if (!reader.take(batch, end)) {
                return false;
            }
        }
        return true;
    }

    private CompletableFuture<List<Asked>> batch(long after, long to) {
        return CompletableFuture.supplyAsync(() -> rows(after, Math.min(after + BATCH, to)))
                .thenApply(rows -> rows.parallelStream().map(this::decoded).toList());
    }

    private List<Row> rows(long after, long to) {
        return database.pool()
                .jdbc()
                .sql(READ)
                .param("after", after)
                .param("to", to)
                .query((row, _) -> new Row(EventRow.of(row), Optional.ofNullable(row.getString("network"))))
                .list();
    }

    private Asked decoded(Row row) {
        return new Asked(row.event().decoded(codec), row.network().map(network -> new BudgetKey("network-" + network)));
    }
}
