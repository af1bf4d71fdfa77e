package io.retrace.query.replay;

import io.retrace.log.EventRow;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.query.audit.ClientNetwork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;

/**
 * A stretch of the log in order, with the network that each event was asked from: batch by batch, the next ones read and
 * decoded side by side while one is told.
 */
final class LogRange {

    private static final int BATCH = 500;
    private static final int AHEAD = 3;
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
        return LongStream.iterate(from - 1, after -> after < to, after -> after + BATCH)
                .mapToObj(after -> new Stretch(after, Math.min(after + BATCH, to)))
                .gather(Gatherers.mapConcurrent(AHEAD, this::batch))
                .allMatch(batch -> reader.take(batch.events(), batch.stretch().to()));
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
