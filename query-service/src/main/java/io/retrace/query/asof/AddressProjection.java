package io.retrace.query.asof;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who claimed each address first. An id of an address is of one identity's, so nobody else does. */
final class AddressProjection implements Projection {

    private final ViewDatabase database;

    AddressProjection(ViewDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public Set<EventType> types() {
        return Set.of(EventType.ADDRESS_CLAIMED);
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        var claims = batch.stream()
                .map(envelope -> (AddressClaimed) envelope.event())
                .toList();
        database.pool()
                .jdbc()
                .sql("""
                        insert into %s (id, identity, position)
                        select * from unnest(:ids::uuid[], :identities::uuid[], :positions::bigint[])
                        on conflict (id) do nothing""".formatted(table))
                .param(
                        "ids",
                        claims.stream().map(claim -> claim.addressId().value()).toArray(UUID[]::new))
                .param(
                        "identities",
                        claims.stream().map(claim -> claim.identityId().value()).toArray(UUID[]::new))
                .param("positions", batch.stream().map(EventEnvelope::position).toArray(Long[]::new))
                .update();
    }
}
