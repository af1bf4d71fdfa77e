package io.retrace.log;

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

    /** The index under which a normalised address is claimed. */
    public AddressIndex index(String normalised) {
        return AddressIndex.of(claimKeys.rawMac(normalised.getBytes(StandardCharsets.UTF_8)));
    }

    /** Who owns a normalised address. */
    public Optional<Owner> find(String normalised) {
        List<byte[]> indexes = claimKeys.rawMacs(normalised.getBytes(StandardCharsets.UTF_8));
        return database.pool()
                .jdbc()
                .sql(FIND)
                .param("indexes", indexes.toArray(byte[][]::new))
                .query((row, _) -> new Owner(
                        new IdentityId(row.getObject("identity", UUID.class)),
                        new AddressId(row.getObject("address_id", UUID.class))))
                .optional();
    }
}
