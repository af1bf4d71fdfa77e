package io.retrace.query.flow;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.query.feed.ViewDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Flow documents: a row a flow, and how to read one that is never stale: the row and the events after it, in one
 * statement (ADR-0010).
 *
 * @param <D> the document
 */
final class FlowTable<D> implements AutoCloseable {

    private final String table;
    private final String lifecycle;
    private final Class<D> type;
    private final Fold<D> fold;
    private final ViewDatabase database;
    private final EventCodec codec;
    private final GroupRead<UUID, List<Piece>> reads;

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
        this.reads = new GroupRead<>(table, this::pieces, List.of());
    }

    /** The document as the log has it now. */
    Optional<D> read(UUID id) {
        var document = Optional.<D>empty();
        for (var piece : reads.of(id)) {
            document = piece.isRow()
                    ? Optional.of(codec.document(piece.body(), type))
                    : fold.after(
                            document,
                            codec.read(piece.place(), piece.recordedAt(), piece.body())
                                    .event());
        }
        return document;
    }

    /** A row, or an event after it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(UUID id, boolean isRow, long place, Instant recordedAt, byte[] body) {}

    /** {@code offset 0} keeps it at one look into the index an id; a plan made while the table was small read all of it. */
    private Map<UUID, List<Piece>> pieces(Set<UUID> ids) {
        return database
                .pool()
                .jdbc()
                .sql("""
                        with asked as (
                            select a.id, coalesce(v.sequence, -1) as sequence, v.document
                              from unnest(:ids::uuid[]) as a (id)
                              left join lateral (select r.sequence, r.document from view.%s r
                                                  where r.id = a.id offset 0) v on true)
                        select id, true as is_row, -1 as place, now() as recorded_at, document as body
                          from asked where document is not null
                        union all
                        select a.id, false, e.position, e.recorded_at, e.body
                          from asked a
                         cross join lateral (select x.position, x.recorded_at, x.body from log.event x
                                              where x.stream = '%s-' || a.id and x.sequence > a.sequence
                                              order by x.sequence) e
                         order by 3""".formatted(table, lifecycle))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> new Piece(
                        row.getObject("id", UUID.class),
                        row.getBoolean("is_row"),
                        row.getLong("place"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("body")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Piece::id));
    }

    /** The rows of these flows in a generation's table. */
    Map<UUID, Kept<D>> load(Set<UUID> ids, String generation) {
        var kept = new HashMap<UUID, Kept<D>>();
        database.pool()
                .jdbc()
                .sql("select id, sequence, document from " + generation + " where id = any (:ids)")
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

    /** Writes rows to a generation's table, all in one statement. */
    void save(Map<UUID, Kept<D>> rows, Function<D, byte[]> bytes, String generation) {
        var ordered = new LinkedHashMap<>(rows);
        database.pool()
                .jdbc()
                .sql("""
                        insert into %s (id, sequence, document)
                        select * from unnest(:ids::uuid[], :sequences::bigint[], :documents::bytea[])
                        on conflict (id) do update set sequence = excluded.sequence, document = excluded.document""".formatted(generation))
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

    @Override
    public void close() {
        reads.close();
    }
}
