package io.retrace.query.flow;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.query.feed.Projection;
import io.retrace.query.flow.FlowTable.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Set<EventType> types;
    private final FlowTable<D> flows;
    private final Function<Event, UUID> flowOf;
    private final Function<D, byte[]> bytes;

    /**
     * A projection.
     *
     * @param types the events of its lifecycle
     * @param flowOf which flow an event of these types belongs to
     * @param bytes a document as it is kept
     */
    FlowProjection(
            String name,
            Set<EventType> types,
            FlowTable<D> flows,
            Function<Event, UUID> flowOf,
            Function<D, byte[]> bytes) {
        this.name = name;
        this.types = types;
        this.flows = flows;
        this.flowOf = flowOf;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<EventType> types() {
        return types;
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        var touched =
                batch.stream().map(envelope -> flowOf.apply(envelope.event())).collect(Collectors.toSet());
        var before = flows.load(touched, table);
        var after = new LinkedHashMap<UUID, Kept<D>>();
        for (var envelope : batch) {
            var flow = flowOf.apply(envelope.event());
            var known = Optional.ofNullable(after.getOrDefault(flow, before.get(flow)));
            flows.fold(known.map(Kept::document), envelope.event())
                    .ifPresent(document -> after.put(flow, new Kept<>(document, envelope.sequence())));
        }
        flows.save(after, bytes, table);
    }
}
