package io.retrace.log;

import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An append on its way to the database, its events in bytes already: that work is done by the callers' threads, not by
 * the one that writes.
 *
 * @param deadline how long its caller waits, by {@link System#nanoTime}
 * @param started whether the database may have it; from then on nobody can withdraw it
 */
record QueuedAppend(
        List<Row> rows,
        List<Append.Claim> claims,
        List<Spend> spends,
        Set<String> streams,
        long deadline,
        AtomicBoolean started,
        CompletableFuture<Appended> outcome) {

    /** An event as the append function takes it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; on the hot path
    record Row(
            UUID eventId,
            String stream,
            long sequence,
            String type,
            @Nullable UUID identity,
            byte[] body) {}

    static QueuedAppend of(Append append, EventCodec codec, Duration patience) {
        var rows = append.events().stream().map(event -> row(event, codec)).toList();
        return new QueuedAppend(
                rows,
                append.claims(),
                append.events().stream()
                        .flatMap(event -> event.spends().stream())
                        .toList(),
                rows.stream().map(Row::stream).collect(Collectors.toUnmodifiableSet()),
                System.nanoTime() + patience.toNanos(),
                new AtomicBoolean(),
                new CompletableFuture<>());
    }

    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    private static Row row(Append.NewEvent event, EventCodec codec) {
        return new Row(
                event.id().value(),
                event.event().stream(),
                event.sequence(),
                EventType.of(event.event()).wireName(),
                event.event().identity().map(id -> id.value()).orElse(null),
                codec.body(event.id(), event.sequence(), event.origin(), event.spends(), event.event()));
    }
}
