package io.retrace.query.asof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Events by their ids. Decoding is most of what a question about a long history costs, and whoever asks how things were
 * asks again for the moment after: an event never changes, so those that were read in the last minutes are kept. What is
 * personal in them stays ciphertext here, as it is in the log.
 */
final class DecodedEvents {

    private static final long BYTES_MAX = 16L * 1024 * 1024;
    private static final Duration UNTOUCHED_MAX = Duration.ofMinutes(2);
    private static final String READ = "select position, recorded_at, body from log.event where event_id = any(:ids)";

    private final EventDatabase database;
    private final EventCodec codec;
    private final Cache<UUID, Decoded> kept = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((UUID _, Decoded decoded) -> decoded.bytes())
            .expireAfterAccess(UNTOUCHED_MAX)
            .scheduler(Scheduler.systemScheduler())
            .build();

    private record Decoded(EventEnvelope envelope, int bytes) {}

    DecodedEvents(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** These events, in this order. */
    List<EventEnvelope> of(List<UUID> ids) {
        var found = new HashMap<>(kept.getAllPresent(ids));
        var missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            var read = read(missing);
            kept.putAll(read);
            found.putAll(read);
        }
        return ids.stream()
                .map(id -> Objects.requireNonNull(found.get(id), "an event has left the log")
                        .envelope())
                .toList();
    }

    private Map<UUID, Decoded> read(Collection<UUID> ids) {
        var rows = database.pool()
                .jdbc()
                .sql(READ)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> EventRow.of(row))
                .list();
        return rows.parallelStream()
                .map(row -> new Decoded(row.decoded(codec), row.body().length))
                .collect(Collectors.toMap(decoded -> decoded.envelope().id().value(), decoded -> decoded));
    }
}
