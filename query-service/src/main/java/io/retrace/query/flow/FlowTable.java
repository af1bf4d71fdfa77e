package io.retrace.query.flow;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.query.feed.ViewDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Flow documents: a row a flow, and how to read one that is never stale: the row and the events after it, in one
 * statement (ADR-0010).
 *
 * @param <D> the document
 */
final class FlowTable<D> {

    private final String table;
    private final String lifecycle;
    private final Class<D> type;
    private final Fold<D> fold;
    private final ViewDatabase database;
    private final EventCodec codec;

    /** A document after an event of its stream; none stands for a flow that was never opened. */
    interface Fold<D> {
        Optional<D> after(Optional<D> before, Event event);
    }

    /** A document and the last event that it reflects. */
    record Kept<D>(D document, long sequence) {}

    /**
     * A table of documents.
     *
     * @param table its name in the schema {@code view}
     * @param lifecycle what its streams' names begin with
     */
    FlowTable(String table, String lifecycle, Class<D> type, Fold<D> fold, ViewDatabase database, EventCodec codec) {
        this.table = table;
        this.lifecycle = lifecycle;
        this.type = type;
        this.fold = fold;
        this.database = database;
        this.codec = codec;
    }

    /** The document as the log has it now. */
    Optional<D> read(UUID id) {
        var sql = """
                with kept as (select sequence, document from view.%s where id = :id)
                select true as is_row, sequence as place, sequence, now() as recorded_at, document as body from kept
                union all
                select false, sequence, position, recorded_at, body from log.event
                 where stream = :stream and sequence > coalesce((select sequence from kept), -1)
                 order by 2, 1 desc""".formatted(table);
        var document = Optional.<D>empty();
        var rows = database.pool()
                .jdbc()
                .sql(sql)
                .param("id", id)
                .param("stream", lifecycle + "-" + id)
                .query((row, _) -> row.getBoolean("is_row")
                        ? new Piece<>(Optional.of(codec.document(row.getBytes("body"), type)), Optional.empty())
                        : new Piece<D>(Optional.empty(), Optional.of(event(row.getLong("sequence"), row))))
                .list();
        for (var piece : rows) {
            document = piece.document().isPresent()
                    ? piece.document()
                    : fold.after(document, piece.event().orElseThrow());
        }
        return document;
    }

    private record Piece<D>(Optional<D> document, Optional<Event> event) {}

    private Event event(long position, ResultSet row) throws SQLException {
        var recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return codec.read(position, recordedAt, row.getBytes("body")).event();
    }

    /** The rows of these flows. */
    Map<UUID, Kept<D>> load(Set<UUID> ids) {
        var kept = new HashMap<UUID, Kept<D>>();
        database.pool()
                .jdbc()
                .sql("select id, sequence, document from view." + table + " where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    kept.put(
                            row.getObject("id", UUID.class),
                            new Kept<>(codec.document(row.getBytes("document"), type), row.getLong("sequence")));
                });
        return kept;
    }

    /** The document after an event of its flow. */
    Optional<D> fold(Optional<D> before, Event event) {
        return fold.after(before, event);
    }

    /** Writes rows, all in one statement. */
    void save(Map<UUID, Kept<D>> rows, Function<D, byte[]> bytes) {
        var ordered = new LinkedHashMap<>(rows);
        database.pool()
                .jdbc()
                .sql("""
                        insert into view.%s (id, sequence, document)
                        select * from unnest(:ids::uuid[], :sequences::bigint[], :documents::bytea[])
                        on conflict (id) do update set sequence = excluded.sequence, document = excluded.document""".formatted(table))
                .param("ids", ordered.keySet().toArray(UUID[]::new))
                .param(
                        "sequences",
                        ordered.values().stream().map(Kept::sequence).toArray(Long[]::new))
                .param(
                        "documents",
                        ordered.values().stream()
                                .map(k -> bytes.apply(k.document()))
                                .toArray(byte[][]::new))
                .update();
    }
}
