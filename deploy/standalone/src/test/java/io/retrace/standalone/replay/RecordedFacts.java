package io.retrace.standalone.replay;

import static io.retrace.standalone.replay.RecoveryReplay.NOBODY;
import static io.retrace.standalone.replay.RecoveryReplay.NONE;
import static io.retrace.standalone.replay.RecoveryReplay.NOTHING;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.Substitute;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** What a command brought, as the events that came of it show it. */
@NullMarked
final class RecordedFacts {

    private RecordedFacts() {}

    /** A flow that remembers no more refusals still shows that a code was not judged. */
    static Allowance allowance(List<Event> events) {
        var exhausted = EnumSet.noneOf(BudgetName.class);
        for (var event : events.reversed()) {
            if (event instanceof RecoveryThrottled throttled) {
                exhausted.clear();
                exhausted.add(throttled.budget());
            } else if (event instanceof CodeRejected rejected && rejected.reason() == CodeRejection.THROTTLED) {
                exhausted.add(BudgetName.CODES_PER_IDENTITY);
            }
        }
        return new Allowance(NOBODY, exhausted);
    }

    /** A flow of a browser takes the place of a native one where somebody followed a link, or a browser was kept out. */
    static Substitute substitute(List<Event> events) {
        return events.stream()
                .filter(RecoveryInitiated.class::isInstance)
                .map(event -> (RecoveryInitiated) event)
                .map(opened -> new Substitute(
                        opened.recoveryId(),
                        opened.requestUrl(),
                        opened.browser(),
                        opened.browser(),
                        opened.flowType() == FlowType.BROWSER))
                .findFirst()
                .orElse(new Substitute(new RecoveryId(NONE), NOTHING));
    }

    static Outcome outcome(List<Event> events) {
        var session = the(SessionIssued.class, events);
        var settings = the(SettingsInitiated.class, events);
        var accepted = the(CodeAccepted.class, events);
        return new Outcome(
                session.map(SessionIssued::sessionId).orElse(new SessionId(NONE)),
                session.map(SessionIssued::token).orElse(new SecretMac(0, "")),
                settings.map(SettingsInitiated::settingsId).orElse(new SettingsId(NONE)),
                settings.map(SettingsInitiated::requestUrl).orElse(NOTHING),
                accepted.flatMap(CodeAccepted::browser)
                        .or(() -> the(LinkRedeemed.class, events).flatMap(LinkRedeemed::browser)),
                accepted.flatMap(CodeAccepted::transientPayload));
    }

    private static <T> Optional<T> the(Class<T> type, List<Event> events) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
