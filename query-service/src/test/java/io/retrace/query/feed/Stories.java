package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static io.retrace.query.feed.ViewLog.refused;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** People who recover their accounts, several at a time: events for every view, those of one stream apart in the log. */
final class Stories {

    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final Sealed CLOSED = new Sealed("day-2026-11-22", "c2VhbGVk");

    private Stories() {}

    /** Appends so many stories of 13 events each. */
    static void append(ViewLog log, int count) {
        var stories = new ArrayList<List<Event>>();
        for (int i = 0; i < count; i++) {
            stories.add(story(i % 3 == 0));
        }
        int longest = stories.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (var story : stories) {
                if (i < story.size()) {
                    log.append(story.get(i), story.get(2).stream());
                }
            }
        }
    }

    private static List<Event> story(boolean deleted) {
        var person = new IdentityId(UUID.randomUUID());
        var address = new AddressId(UUID.randomUUID());
        var flow = flow();
        var secret = new SecretId(UUID.randomUUID());
        var session = new SessionId(UUID.randomUUID());
        var settings = new SettingsId(UUID.randomUUID());
        var mac = new SecretMac(1, "bWFj");
        var events = new ArrayList<Event>(List.of(
                new IdentityCreated(person, "default", true, CLOSED, Optional.empty(), false, NOON),
                new AddressClaimed(person, address, Via.EMAIL, Set.of(Purpose.RECOVERY), CLOSED, NOON),
                initiated(flow),
                refused(flow, NOON),
                new RecoveryEmailRequested(
                        flow,
                        1,
                        secret,
                        mac,
                        LATER,
                        Optional.of(person),
                        Optional.of(address),
                        CLOSED,
                        new SealedLetter("2026-11-22", "bGV0dGVy".repeat(120)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        NOON),
                new LetterDelivered(new LetterId(UUID.randomUUID()), "email", 1, NOON),
                new CodeAccepted(flow, secret, person, 1, Optional.empty(), Optional.empty(), NOON),
                new SessionIssued(session, person, mac, Method.CODE_RECOVERY, flow, LATER, NOON),
                new SettingsInitiated(
                        settings,
                        person,
                        FlowType.API,
                        CLOSED,
                        LATER,
                        Optional.of(flow),
                        Optional.empty(),
                        List.of(Notice.of(1060001)),
                        NOON),
                new RecoveryCompleted(flow, person, session, Optional.of(settings), NOON),
                new PasswordChanged(person, new PasswordId(UUID.randomUUID()), NOON),
                new SettingsCompleted(settings, person, NOON)));
        events.add(deleted ? new IdentityDeleted(person, NOON) : new SessionRevoked(session, person, NOON));
        return events;
    }
}
