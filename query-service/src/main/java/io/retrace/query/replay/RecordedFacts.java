package io.retrace.query.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.Substitute;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a command brought, as the events that came of it show it. */
final class RecordedFacts {

    /** Whose budget it is does not matter where what is left is known. */
    static final BudgetKey NOBODY = new BudgetKey("none");

    /** What nobody reads when it is decided again. */
    static final Sealed NOTHING = new Sealed("none", "");

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
    static Substitute substitute(RecordedAppend append) {
        return append.events().stream()
                .filter(RecoveryInitiated.class::isInstance)
                .map(event -> (RecoveryInitiated) event)
                .map(opened -> new Substitute(
                        opened.recoveryId(),
                        opened.requestUrl(),
                        opened.browser(),
                        opened.browser(),
                        opened.flowType() == FlowType.BROWSER))
                .findFirst()
                .orElseGet(() -> new Substitute(new RecoveryId(fresh(append, "recovery")), NOTHING));
    }

    static Outcome outcome(RecordedAppend append) {
        var events = append.events();
        var session = the(SessionIssued.class, events);
        var settings = the(SettingsInitiated.class, events);
        var accepted = the(CodeAccepted.class, events);
        return new Outcome(
                session.map(SessionIssued::sessionId).orElseGet(() -> new SessionId(fresh(append, "session"))),
                session.map(SessionIssued::token).orElse(new SecretMac(0, "")),
                settings.map(SettingsInitiated::settingsId).orElseGet(() -> new SettingsId(fresh(append, "settings"))),
                settings.map(SettingsInitiated::requestUrl).orElse(NOTHING),
                accepted.flatMap(CodeAccepted::browser)
                        .or(() -> the(LinkRedeemed.class, events).flatMap(LinkRedeemed::browser)),
                accepted.flatMap(CodeAccepted::transientPayload));
    }

    /**
     * Stands for a letter that was asked for where a flow took no more requests: what was sent is not on record, and
     * nobody reads it when it is decided again.
     */
    static RecoveryEmailRequested askedInVain(RecoveryEvent met) {
        return new RecoveryEmailRequested(
                met.recoveryId(),
                1,
                new SecretId(new UUID(0, 0)),
                new SecretMac(0, ""),
                met.at(),
                Optional.empty(),
                Optional.empty(),
                NOTHING,
                new SealedLetter("", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                met.at());
    }

    /** The id of what nobody opened then, the same in every telling. */
    private static UUID fresh(RecordedAppend append, String kind) {
        return UUID.nameUUIDFromBytes((kind + append.opening().id()).getBytes(StandardCharsets.UTF_8));
    }

    private static <T> Optional<T> the(Class<T> type, List<Event> events) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
