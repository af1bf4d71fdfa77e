package io.retrace.log;

import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An append on its way to the database, its events in bytes already: that work is done by the callers' threads, not by
 * the one that writes.
 *
 * @param deadline how long its caller waits, by {@link System#nanoTime}
 * @param started whether the database may have it; from then on nobody can withdraw it
 */
record QueuedAppend(
        Append append,
        List<Row> rows,
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
                append,
                rows,
                append.events().stream()
                        .flatMap(event -> event.spends().stream())
                        .toList(),
                rows.stream().map(Row::stream).collect(Collectors.toUnmodifiableSet()),
                System.nanoTime() + patience.toNanos(),
                new AtomicBoolean(),
                new CompletableFuture<>());
    }

    List<Append.Claim> claims() {
        return append.claims();
    }

    /** Its events as the log has taken them. */
    List<EventEnvelope> taken(long firstPosition, Instant firstRecordedAt) {
        var events = append.events();
        return IntStream.range(0, events.size())
                .mapToObj(i -> {
                    var event = events.get(i);
                    return new EventEnvelope(
                            event.id(),
                            firstPosition + i,
                            event.sequence(),
                            firstRecordedAt.plus(i, ChronoUnit.MICROS),
                            event.origin(),
                            event.spends(),
                            event.event());
                })
                .toList();
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
