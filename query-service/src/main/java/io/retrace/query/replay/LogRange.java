package io.retrace.query.replay;

import io.retrace.log.EventRow;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.query.audit.ClientNetwork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * A stretch of the log in order, with the network that each event was asked from: batch by batch, the next ones read and
 * decoded side by side while one is told.
 */
final class LogRange {

    private static final int BATCH = 500;
    private static final int AHEAD = 2;
    // the view's own bounds let it be read in order beside the log, and not row by row
    private static final String READ = """
            select e.position, e.recorded_at, e.body,
                   host(%s) as network
              from log.event e
              left join view.audit a on a.position = e.position and a.position > :after and a.position <= :to
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

    private record Stretch(long after, long to) {}

    private record Batch(Stretch stretch, List<Asked> events) {}

    /** Reads from one position to another, both included; false when the reader ended it before. */
    boolean read(long from, long to, Reader reader) {
        try (var threads = Executors.newFixedThreadPool(AHEAD)) {
            var ahead = new ArrayDeque<CompletableFuture<Batch>>();
            for (long after = from - 1; after < to; after += BATCH) {
                var stretch = new Stretch(after, Math.min(after + BATCH, to));
                ahead.add(CompletableFuture.supplyAsync(() -> batch(stretch), threads));
                if (ahead.size() > AHEAD && !take(ahead.remove(), reader)) {
                    return false;
                }
            }
            return ahead.stream().allMatch(batch -> take(batch, reader));
        }
    }

    private static boolean take(CompletableFuture<Batch> coming, Reader reader) {
        var batch = coming.join();
        return reader.take(batch.events(), batch.stretch().to());
    }

    private Batch batch(Stretch stretch) {
        return new Batch(
                stretch,
                database.pool()
                        .jdbc()
                        .sql(READ)
                        .param("after", stretch.after())
                        .param("to", stretch.to())
                        .query((row, _) -> asked(row))
                        .list());
    }

    private Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                EventRow.read(row, codec),
                Optional.ofNullable(row.getString("network")).map(network -> new BudgetKey("network-" + network)));
    }
}
