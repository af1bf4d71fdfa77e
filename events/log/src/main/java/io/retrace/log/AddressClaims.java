package io.retrace.log;

import io.retrace.log.Append.Claim;
import io.retrace.log.Append.Kind;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks up who owns an address. */
public final class AddressClaims {

    private static final String FIND =
            "select identity, address_id from log.address_claim where address_index = any (:indexes) limit 1";

    private final EventDatabase database;
    private final KeyRing claimKeys;

    public AddressClaims(EventDatabase database, KeyRing claimKeys) {
        this.database = database;
        this.claimKeys = claimKeys;
    }

    /** Who owns an address, and as which of theirs. */
    public record Owner(IdentityId identityId, AddressId addressId) {}

    /**
     * What an identity claims with an address: an index under each live key. Whoever claimed it under an older key, or
     * claims it on a node that has not heard of the newest, meets one of them.
     */
    public List<Claim> claim(String normalised, IdentityId identity, AddressId address) {
        return moves(Kind.CLAIM, normalised, identity, address);
    }

    /** What it frees with that address. */
    public List<Claim> release(String normalised, IdentityId identity, AddressId address) {
        return moves(Kind.RELEASE, normalised, identity, address);
    }

    private List<Claim> moves(Kind kind, String normalised, IdentityId identity, AddressId address) {
        return indexes(normalised).stream()
                .map(index -> new Claim(kind, AddressIndex.of(index), identity, address))
                .toList();
    }

    private List<byte[]> indexes(String normalised) {
        return claimKeys.rawMacs(normalised.getBytes(StandardCharsets.UTF_8));
    }

    /** Who owns a normalised address. */
    public Optional<Owner> find(String normalised) {
        return database.pool()
                .jdbc()
                .sql(FIND)
                .param("indexes", indexes(normalised).toArray(byte[][]::new))
                .query((row, _) -> new Owner(
                        new IdentityId(row.getObject("identity", UUID.class)),
                        new AddressId(row.getObject("address_id", UUID.class))))
                .optional();
    }
}
