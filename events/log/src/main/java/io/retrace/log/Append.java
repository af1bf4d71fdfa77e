package io.retrace.log;

import io.retrace.model.budget.Spend;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import java.util.List;

/**
 * What one decision adds to the log: all of it or nothing.
 *
 * @param events of one or several streams, in order; at least one, at most 1,000
 * @param claims addresses that change hands with it
 */
public record Append(List<NewEvent> events, List<Claim> claims) {

    private static final int EVENTS_MAX = 1_000;

    public Append {
        events = List.copyOf(events);
        claims = List.copyOf(claims);
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("an append has 1 to 1,000 events, this has " + events.size());
        }
    }

    /**
     * An event that wants into the log.
     *
     * @param sequence its place in its stream, from 0
     * @param spends what the append takes from budgets with it; not twice from one key
     */
    public record NewEvent(EventId id, long sequence, Origin origin, List<Spend> spends, Event event) {

        public NewEvent {
            spends = List.copyOf(spends);
        }

        /** An event that spends nothing. */
        public NewEvent(EventId id, long sequence, Origin origin, Event event) {
            this(id, sequence, origin, List.of(), event);
        }
    }

    /** An address that an identity takes or frees. */
    public record Claim(Kind kind, AddressIndex index, IdentityId identityId, AddressId addressId) {}

    /** Which way an address changes hands. */
    public enum Kind {
        CLAIM,
        RELEASE
    }
}
