package io.retrace.query.flow;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.query.feed.Projection;
import io.retrace.query.flow.FlowTable.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps the documents of one kind of flow: folds a batch in memory and writes each flow that it touched once.
 *
 * @param <D> the document
 */
final class FlowProjection<D> implements Projection {

    private final String name;
    private final FlowTable<D> table;
    private final Function<Event, Optional<UUID>> flowOf;
    private final Function<D, byte[]> bytes;

    /**
     * A projection.
     *
     * @param flowOf which flow an event belongs to; empty for events of other lifecycles
     * @param bytes a document as it is kept
     */
    FlowProjection(String name, FlowTable<D> table, Function<Event, Optional<UUID>> flowOf, Function<D, byte[]> bytes) {
        this.name = name;
        this.table = table;
        this.flowOf = flowOf;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void apply(List<EventEnvelope> batch) {
        var touched = batch.stream()
                .flatMap(envelope -> flowOf.apply(envelope.event()).stream())
                .collect(Collectors.toSet());
        if (touched.isEmpty()) {
            return;
        }
        var before = table.load(touched);
        var after = new LinkedHashMap<UUID, Kept<D>>();
        for (var envelope : batch) {
            flowOf.apply(envelope.event()).ifPresent(flow -> {
                var known = Optional.ofNullable(after.getOrDefault(flow, before.get(flow)));
                table.fold(known.map(Kept::document), envelope.event())
                        .ifPresent(document -> after.put(flow, new Kept<>(document, envelope.sequence())));
            });
        }
        table.save(after, bytes);
    }
}
