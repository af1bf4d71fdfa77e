package io.retrace.log;

import io.retrace.model.budget.Spend;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Events and appends for tests to which their content does not matter. */
final class Sample {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final Origin ORIGIN = new Origin(
            "anonymous",
            Optional.empty(),
            "none",
            Optional.empty(),
            "0".repeat(32),
            "x",
            Optional.empty(),
            "p",
            "test");

    private Sample() {}

    static RecoveryId flow() {
        return new RecoveryId(UUID.randomUUID());
    }

    static IdentityId identity() {
        return new IdentityId(UUID.randomUUID());
    }

    static RecoveryInitiated initiated(RecoveryId flow) {
        return new RecoveryInitiated(
                flow,
                FlowType.API,
                "code",
                new Sealed("day-2026-11-22", "c2VhbGVk"),
                NOON.plusSeconds(3600),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                NOON);
    }

    static IdentityCreated created(IdentityId identity) {
        return new IdentityCreated(
                identity, "default", true, new Sealed(identity.stream(), "c2VhbGVk"), Optional.empty(), false, NOON);
    }

    static Append.NewEvent event(long sequence, Event event) {
        return event(new EventId(UUID.randomUUID()), sequence, event);
    }

    static Append.NewEvent event(EventId id, long sequence, Event event) {
        return new Append.NewEvent(id, sequence, ORIGIN, event);
    }

    static Append append(Append.NewEvent... events) {
        return new Append(List.of(events), List.of());
    }

    /** The first event of a new stream. */
    static Append append() {
        return append(event(0, initiated(flow())));
    }

    /** The same event, with what is spent with it. */
    static Append.NewEvent spending(Append.NewEvent event, Spend... spends) {
        return new Append.NewEvent(event.id(), event.sequence(), event.origin(), List.of(spends), event.event());
    }

    /** The first event of a new stream, and what is spent with it. */
    static Append spending(Spend... spends) {
        return append(spending(event(0, initiated(flow())), spends));
    }

    /** A claim under the newest key. */
    static Append.Claim claim(AddressClaims claims, String address, IdentityId identity) {
        return claims.claim(address, identity, new AddressId(UUID.randomUUID())).getFirst();
    }

    /** A release under the newest key. */
    static Append.Claim release(AddressClaims claims, String address, IdentityId identity) {
        return claims.release(address, identity, new AddressId(UUID.randomUUID()))
                .getFirst();
    }

    /** Keys with these numbers; the same number is always the same key. */
    static KeyRing ring(int... numbers) {
        var keys = new TreeMap<Integer, byte[]>();
        for (int number : numbers) {
            var key = new byte[32];
            Arrays.fill(key, (byte) number);
            keys.put(number, key);
        }
        return new KeyRing(keys);
    }
}
