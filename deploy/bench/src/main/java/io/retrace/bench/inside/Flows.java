package io.retrace.bench.inside;

import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Flows that are opened: each the first event of a stream of its own, as large as a real one. */
final class Flows {

    static final Sealed CLOSED =
            new Sealed("day-2026-11-22", "c2VhbGVkIGJ5IG5vYm9keSwgYnV0IGFzIGxvbmcgYXMgdGhlIHJlYWwgb25l");
    private static final EventCodec CODEC = new EventCodec();

    private Flows() {}

    static RecoveryId id() {
        var random = ThreadLocalRandom.current();
        return new RecoveryId(new UUID(random.nextLong(), random.nextLong()));
    }

    static Origin origin(String stream) {
        return new Origin(
                "anonymous",
                Optional.of(CLOSED),
                "connection",
                Optional.of(CLOSED),
                "0af7651916cd43dd8448eb211c80319c",
                stream,
                Optional.empty(),
                "0".repeat(64),
                "bench");
    }

    static Append opened(List<Spend> spends) {
        var event = initiated();
        var added = new NewEvent(new EventId(id().value()), 0, origin(event.stream()), spends, event);
        return new Append(List.of(added), List.of());
    }

    /** What stands in a row of the log. */
    static byte[] body() {
        var event = initiated();
        return CODEC.body(new EventId(id().value()), 0, origin(event.stream()), List.of(), event);
    }

    private static RecoveryInitiated initiated() {
        var now = Instant.now();
        return new RecoveryInitiated(
                id(),
                FlowType.API,
                "code",
                CLOSED,
                now.plusSeconds(3_600),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                now);
    }
}
