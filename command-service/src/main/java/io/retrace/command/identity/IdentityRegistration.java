package io.retrace.command.identity;

import io.retrace.command.axon.Commands;
import io.retrace.log.AddressClaims;
import io.retrace.log.Append.Claim;
import io.retrace.log.Sealing;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.PasswordId;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.wire.schema.IdentitySchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns what an operator sent into the command that creates an identity with its addresses, and sends it. */
public final class IdentityRegistration {

    private final Commands commands;
    private final Sealing sealing;
    private final AddressClaims claims;
    private final PasswordStore passwords;

    public IdentityRegistration(Commands commands, Sealing sealing, AddressClaims claims, PasswordStore passwords) {
        this.commands = commands;
        this.sealing = sealing;
        this.claims = claims;
        this.passwords = passwords;
    }

    /**
     * Creates an identity.
     *
     * @param decoy whether it stands in for nobody
     * @throws io.retrace.command.axon.AddressTakenException when an address belongs to somebody else
     */
    CreateIdentity register(
            IdentityId id, NewIdentity sent, IdentitySchema schema, boolean decoy, Origin origin, Instant at) {
        var stream = id.stream();
        var subject = sealing.subject(id);
        var addresses = new ArrayList<NewAddress>();
        var claimed = new ArrayList<Claim>();
        for (var named : NamedAddress.in(schema, sent.traits()).entrySet()) {
            var addressId = new AddressId(UUID.randomUUID());
            var value = subject.seal(stream, named.getKey());
            addresses.add(new NewAddress(
                    addressId, named.getValue().via(), named.getValue().purposes(), value));
            claimed.addAll(claims.claim(named.getKey(), id, addressId));
        }
        var command = new CreateIdentity(
                id,
                schema.id(),
                sent.active(),
                subject.seal(stream, sent.traits().toString()),
                sent.metadata().isEmpty()
                        ? Optional.empty()
                        : Optional.of(subject.seal(stream, sent.metadata().toString())),
                decoy,
                addresses,
                sent.password().map(password -> hashed(id, password)),
                at);
        commands.send(stream, command, origin, claimed, CreateIdentity.Reply.class);
        return command;
    }

    private PasswordId hashed(IdentityId id, String password) {
        var row = PasswordStore.newId();
        passwords.add(row, id, password);
        return row;
    }

    /** What each address of an identity frees when it is released. */
    List<Claim> releases(IdentityId id, Map<AddressId, String> addresses) {
        return addresses.entrySet().stream()
                .flatMap(entry -> claims.release(entry.getValue(), id, entry.getKey()).stream())
                .toList();
    }
}
