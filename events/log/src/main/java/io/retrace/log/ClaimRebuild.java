package io.retrace.log;

import io.retrace.log.Append.Claim;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Builds the claims of addresses again from the log, under every live claim key, while the services run: what is missing is
 * added, what stands there under a key that is gone is removed. After it the log and the claims agree, whatever keys there
 * were. Each batch of identities is looked at first, and then written while nothing is appended, unless one of them has
 * changed in between; the log stands still for some milliseconds a batch.
 */
final class ClaimRebuild {

    private static final int BATCH = 50;
    private static final int ATTEMPTS_MAX = 20;
    private static final String NEXT = """
            select position, identity from log.event
             where type = 'identity.IdentityCreated' and position > :after and position <= :upTo
             order by position
             limit :batch""";
    private static final String END = "select position from log.event_head";
    private static final String STAND_STILL = "select position from log.event_head for update";
    private static final String HAVE_CHANGED = """
            select exists (select from unnest(:streams::text[], :lengths::bigint[]) as n (stream, length)
                             join log.event e on e.stream = n.stream and e.sequence = n.length)""";
    private static final String REMOVE = """
            delete from log.address_claim
             where identity = any (:identities::uuid[]) and address_index <> all (:indexes::bytea[])""";
    private static final String ADD = """
            insert into log.address_claim (address_index, identity, address_id)
            select * from unnest(:indexes::bytea[], :owners::uuid[], :addresses::uuid[])
            on conflict (address_index) do nothing""";
    private static final String OWNED = """
            select count(*) from unnest(:indexes::bytea[], :owners::uuid[]) as n (address_index, identity)
              join log.address_claim c using (address_index, identity)""";

    private final Pool pool;
    private final StreamReader streams;
    private final Sealing sealing;
    private final AddressClaims claims;

    ClaimRebuild(Pool pool, KeyRing keyEncryption, KeyRing claimKeys, Clock clock) {
        var database = new EventDatabase(pool);
        this.pool = pool;
        this.streams = new StreamReader(database, new EventCodec());
        this.sealing = new Sealing(new SubjectKeys(database, keyEncryption, clock));
        this.claims = new AddressClaims(database, claimKeys);
    }

    /**
     * What came of it.
     *
     * @param written how many claims were missing
     * @param removed how many stood under a key that is gone, or for an address that is free
     */
    record Result(int written, int removed) {

        private Result plus(Result other) {
            return new Result(written + other.written, removed + other.removed);
        }
    }

    private record Created(long position, IdentityId identity) {}

    /**
     * An identity as its stream has it.
     *
     * @param length how many events that are
     */
    private record Owner(IdentityId id, long length, List<Claim> claims) {}

    /**
     * Does it, batch by batch, for every identity that there is at its beginning; later ones claim under the live keys
     * anyway. What was done stays done when it is broken off.
     *
     * @throws IllegalStateException when two identities own one address, or one does not stop changing
     */
    Result run() {
        var result = new Result(0, 0);
        long end = pool.jdbc().sql(END).query(Long.class).single();
        for (var batch = after(0, end);
                !batch.isEmpty();
                batch = after(batch.getLast().position(), end)) {
            result = result.plus(rebuild(batch.stream().map(Created::identity).toList()));
        }
        return result;
    }

    private List<Created> after(long position, long end) {
        return pool.jdbc()
                .sql(NEXT)
                .param("after", position)
                .param("upTo", end)
                .param("batch", BATCH)
                .query((row, _) ->
                        new Created(row.getLong("position"), new IdentityId(row.getObject("identity", UUID.class))))
                .list();
    }

    private Result rebuild(List<IdentityId> identities) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var owners = identities.stream()
                    .map(this::owner)
                    .flatMap(Optional::stream)
                    .toList();
            var written = pool.transactions().execute(_ -> write(owners));
            if (written != null && written.isPresent()) {
                return written.get();
            }
        }
        throw new IllegalStateException("identities change too often for their claims to be written; try again");
    }

    /** Empty when its key was destroyed while it has an address; nobody can tell which, and its claims stay as they are. */
    private Optional<Owner> owner(IdentityId id) {
        var events = streams.read(id.stream(), 0);
        var state = Identity.initial();
        for (var envelope : events) {
            state = Identity.evolve(state, (IdentityEvent) envelope.event());
        }
        var claimed = new ArrayList<Claim>();
        if (state instanceof Identity.Present present) {
            for (var address : present.addresses()) {
                var text = sealing.open(address.value(), id.stream());
                if (text.equals(Sealing.ERASED)) {
                    return Optional.empty();
                }
                claimed.addAll(claims.claim(text, id, address.id()));
            }
        }
        return Optional.of(new Owner(id, events.size(), claimed));
    }

    /** Empty when one of them has changed since it was looked at. */
    private Optional<Result> write(List<Owner> owners) {
        pool.jdbc().sql(STAND_STILL).query(_ -> {});
        var parameters = parameters(owners);
        if (jdbc(HAVE_CHANGED, parameters).query(Boolean.class).single()) {
            return Optional.empty();
        }
        int removed = jdbc(REMOVE, parameters).update();
        int written = jdbc(ADD, parameters).update();
        long owned = jdbc(OWNED, parameters).query(Long.class).single();
        if (owned != owners.stream().mapToLong(owner -> owner.claims().size()).sum()) {
            throw new IllegalStateException("an address of the log is claimed by another identity");
        }
        return Optional.of(new Result(written, removed));
    }

    private StatementSpec jdbc(String sql, Map<String, Object> parameters) {
        return pool.jdbc().sql(sql).params(parameters);
    }

    private static Map<String, Object> parameters(List<Owner> owners) {
        var claims = owners.stream().flatMap(owner -> owner.claims().stream()).toList();
        return Map.of(
                "streams", owners.stream().map(owner -> owner.id().stream()).toArray(String[]::new),
                "lengths", owners.stream().map(Owner::length).toArray(Long[]::new),
                "identities", owners.stream().map(owner -> owner.id().value()).toArray(UUID[]::new),
                "indexes", claims.stream().map(claim -> claim.index().bytes()).toArray(byte[][]::new),
                "owners",
                        claims.stream().map(claim -> claim.identityId().value()).toArray(UUID[]::new),
                "addresses",
                        claims.stream().map(claim -> claim.addressId().value()).toArray(UUID[]::new));
    }
}
