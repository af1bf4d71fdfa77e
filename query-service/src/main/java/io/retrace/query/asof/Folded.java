package io.retrace.query.asof;

import io.retrace.log.IssuedSessions;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.identity.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Histories#ofIdentity} gave, folded.
 *
 * @param sessions newest first
 * @param flows in the order in which they were opened
 */
record Folded(Identity identity, List<IssuedSessions.Entry> sessions, List<FoldedFlow> flows, Counters counters) {

    Folded {
        sessions = List.copyOf(sessions);
        flows = List.copyOf(flows);
    }

    static Folded of(List<EventEnvelope> events) {
        var own = new ArrayList<EventEnvelope>();
        Map<String, FoldedFlow> flows = new LinkedHashMap<>();
        for (var envelope : events) {
            switch (envelope.event()) {
                case IdentityEvent _, SessionEvent _ -> own.add(envelope);
                case RecoveryEvent _ ->
                    flows.put(
                            envelope.stream(),
                            flows.getOrDefault(envelope.stream(), FoldedFlow.NONE)
                                    .after(envelope));
                default -> throw new IllegalStateException("an identity's history has an event of another lifecycle");
            }
        }
        var issued = IssuedSessions.of(own);
        return new Folded(issued.identity(), issued.sessions(), List.copyOf(flows.values()), Counters.of(events));
    }
}
