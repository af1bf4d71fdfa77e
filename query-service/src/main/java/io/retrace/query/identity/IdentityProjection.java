package io.retrace.query.identity;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.query.feed.Projection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which identities there are: a row for each that was created and not deleted. The decoy is nobody and gets none. */
final class IdentityProjection implements Projection {

    private final IdentityTable identities;

    IdentityProjection(IdentityTable identities) {
        this.identities = identities;
    }

    @Override
    public String name() {
        return IdentityTable.VIEW;
    }

    @Override
    public Set<EventType> types() {
        return Set.of(EventType.IDENTITY_CREATED, EventType.IDENTITY_DELETED);
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        var created = new HashMap<UUID, Long>();
        var deleted = new HashSet<UUID>();
        for (var envelope : batch) {
            if (envelope.event() instanceof IdentityCreated e && !e.decoy()) {
                created.put(e.identityId().value(), envelope.position());
            }
            if (envelope.event() instanceof IdentityDeleted e) {
                deleted.add(e.identityId().value());
            }
        }
        // nobody is created again
        deleted.forEach(created::remove);
        identities.add(created, table);
        identities.remove(deleted, table);
    }
}
