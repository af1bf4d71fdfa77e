package io.retrace.query.audit;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.initiated;
import static io.retrace.query.feed.ViewLog.refused;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.query.feed.ViewLog;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Events of a few people from a few places, in any order; and what each of them is in the clear. */
final class Trail {

    static final List<String> CLIENTS =
            List.of("192.0.2.1", "192.0.2.200", "198.51.100.7", "2001:db8::1", "2001:db8:0:1::9");
    static final List<String> AGENTS = List.of("curl/8.5", "Mozilla/5.0 Firefox/140.0", "?");
    static final List<String> FAMILIES = List.of("curl", "firefox", "other");
    static final List<String> ACTORS = List.of("anonymous", "operator", "courier");

    private static final SecretMac MAC = new SecretMac(1, "bWFj");

    final List<UUID> people = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();
    final List<UUID> recoveries = new ArrayList<>();
    final List<UUID> settings = new ArrayList<>();
    final List<UUID> sessions = new ArrayList<>();
    final List<String> traces = new ArrayList<>();
    final List<Told> told = new ArrayList<>();

    private final ViewLog log;
    private final Random random;

    /**
     * An event in the clear; what it has nothing of is empty.
     *
     * @param at its place in the log
     */
    record Told(
            long at,
            Event event,
            String correlation,
            Optional<UUID> identity,
            Optional<UUID> session,
            String address,
            String client,
            String family,
            String actor,
            String trace) {}

    private record Named(Event event, Optional<UUID> session, String address) {}

    Trail(ViewLog log, Random random) {
        this.log = log;
        this.random = random;
        fill(people, 3);
        fill(recoveries, 12);
        fill(settings, 6);
        fill(sessions, 4);
        for (int i = 0; i < 3; i++) {
            addresses.add("person-" + i + "@example.org");
            traces.add(HexFormat.of().toHexDigits(random.nextLong(1, Long.MAX_VALUE))
                    + HexFormat.of().toHexDigits(random.nextLong()));
        }
    }

    private void fill(List<UUID> ids, int count) {
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** Appends so many events. */
    void append(int count) {
        for (int i = 0; i < count; i++) {
            var named = next();
            var correlation = random.nextInt(3) > 0 ? named.event().stream() : new RecoveryId(any(recoveries)).stream();
            var client = random.nextInt(4) > 0 ? any(CLIENTS) : "";
            int agent = random.nextInt(AGENTS.size());
            var trace = any(traces);
            var actor = any(ACTORS);
            log.append(named.event(), origin(correlation, client, AGENTS.get(agent), trace, actor));
            told.add(new Told(
                    told.size() + 1L,
                    named.event(),
                    correlation,
                    named.event().identity().map(IdentityId::value),
                    named.session(),
                    named.address(),
                    client,
                    client.isEmpty() ? "" : FAMILIES.get(agent),
                    actor,
                    trace));
        }
    }

    private Origin origin(String correlation, String client, String agent, String trace, String actor) {
        var sealing = log.side().sealing();
        return new Origin(
                actor,
                client.isEmpty() ? Optional.empty() : Optional.of(sealing.sealForToday(trace, client)),
                client.isEmpty() ? "none" : "connection",
                client.isEmpty() ? Optional.empty() : Optional.of(sealing.sealForToday(trace, agent)),
                trace,
                correlation,
                Optional.empty(),
                "policy",
                "retrace-test");
    }

    private Named next() {
        var flow = new RecoveryId(any(recoveries));
        var person = new IdentityId(any(people));
        var session = any(sessions);
        var opened = new SettingsId(any(settings));
        return switch (random.nextInt(11)) {
            case 0 -> plain(initiated(flow));
            case 1, 2 -> letter(flow, random.nextInt(3) > 0 ? Optional.of(person) : Optional.empty());
            case 3, 4 -> plain(new CodeRejected(flow, CodeRejection.NO_MATCH, 1 + random.nextInt(5), NOON));
            case 5 -> plain(random.nextBoolean() ? new RecoveryLocked(flow, NOON) : refused(flow, NOON));
            case 6 ->
                new Named(
                        new SessionIssued(
                                new SessionId(session),
                                person,
                                MAC,
                                Method.CODE_RECOVERY,
                                flow,
                                NOON.plusSeconds(60),
                                NOON),
                        Optional.of(session),
                        "");
            case 7 ->
                new Named(
                        new RecoveryCompleted(flow, person, new SessionId(session), Optional.of(opened), NOON),
                        Optional.of(session),
                        "");
            case 8 ->
                plain(
                        random.nextBoolean()
                                ? new SettingsCompleted(opened, person, NOON)
                                : new SettingsInitiated(
                                        opened,
                                        person,
                                        FlowType.API,
                                        new Sealed("day-1970-01-01", "c2VhbGVk"),
                                        NOON,
                                        Optional.of(flow),
                                        Optional.empty(),
                                        List.of(),
                                        NOON));
            case 9 -> claimed(person);
            default ->
                plain(
                        random.nextBoolean()
                                ? new LetterDelivered(new LetterId(UUID.randomUUID()), "email", 1, NOON)
                                : new IdentityDeleted(person, NOON));
        };
    }

    private static Named plain(Event event) {
        return new Named(event, Optional.empty(), "");
    }

    private Named letter(RecoveryId flow, Optional<IdentityId> owner) {
        var address = any(addresses);
        var event = new RecoveryEmailRequested(
                flow,
                1,
                new SecretId(UUID.randomUUID()),
                MAC,
                NOON.plusSeconds(60),
                owner,
                Optional.empty(),
                log.side().sealing().sealForToday(flow.stream(), address),
                new SealedLetter("courier-2026-11-22", "bGV0dGVy"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON);
        return new Named(event, Optional.empty(), address);
    }

    private Named claimed(IdentityId person) {
        var address = any(addresses);
        var closed = log.side().sealing().seal(person, person.stream(), address);
        return new Named(
                new AddressClaimed(
                        person, new AddressId(UUID.randomUUID()), Via.EMAIL, Set.of(Purpose.RECOVERY), closed, NOON),
                Optional.empty(),
                address);
    }
}
