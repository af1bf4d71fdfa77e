package io.retrace.standalone.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitCode.Outcome;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Recovery commands, rebuilt from their events and decided again. */
@NullMarked
final class RecoveryReplay {

    private static final UUID NONE = new UUID(0, 0);
    private static final BudgetKey NOBODY = new BudgetKey("none");
    private static final Sealed NOTHING = new Sealed("none", "");

    private final History history;
    private final Policy policy;

    RecoveryReplay(History history, Policy policy) {
        this.history = history;
        this.policy = policy;
    }

    List<Event> rejected(CodeRejected first, List<Event> events) {
        var state = history.recovery(first.stream());
        Optional<SecretId> matched = first.reason() == CodeRejection.NO_MATCH ? Optional.empty() : secret(state);
        return code(first, matched, events);
    }

    List<Event> accepted(CodeAccepted first, List<Event> events) {
        return code(first, Optional.of(first.secretId()), events);
    }

    List<Event> other(RecoveryEvent first, List<Event> events) {
        var state = history.recovery(first.stream());
        return switch (first) {
            case RecoveryInitiated e ->
                InitiateRecovery.decide(
                                new InitiateRecovery(
                                        e.recoveryId(),
                                        e.flowType(),
                                        e.requestUrl(),
                                        e.browser(),
                                        allowance(events),
                                        e.at()),
                                state,
                                policy)
                        .events();
            case RecoveryEmailRequested e -> email(e, events, state);
            case RecoveryThrottled e -> throttled(e, events, state);
            case RecoveryRefused e -> refuse(e, e.reason(), events, state);
            default -> replaced(first, events, state);
        };
    }

    private List<Event> code(RecoveryEvent first, Optional<SecretId> matched, List<Event> events) {
        var command = new SubmitCode(
                first.recoveryId(), matched, substitute(events), outcome(events), allowance(events), first.at());
        var state = history.recovery(first.stream());
        return SubmitCode.decide(command, state, owner(state), policy).events();
    }

    private List<Event> email(RecoveryEmailRequested e, List<Event> events, Recovery state) {
        var command = new SubmitEmail(
                e.recoveryId(),
                e.address(),
                e.addressKey().orElse(NOBODY),
                e.owner(),
                e.addressId(),
                e.secretId(),
                e.mac(),
                e.letter(),
                new Substitute(new RecoveryId(NONE), NOTHING),
                allowance(events),
                e.at());
        return SubmitEmail.decide(command, state, policy).events();
    }

    private List<Event> refuse(RecoveryRefused e, Refusal reason, List<Event> events, Recovery state) {
        var command =
                new RefuseRecovery(e.recoveryId(), reason, e.notices(), substitute(events), allowance(events), e.at());
        return RefuseRecovery.decide(command, state, policy).events();
    }

    /** What it was that a budget had nothing left for shows in which budget it was. */
    private List<Event> throttled(RecoveryThrottled first, List<Event> events, Recovery state) {
        return switch (first.budget()) {
            case CODES_PER_IDENTITY, CODES_PER_ADDRESS -> code(first, secret(state), events);
            case LETTERS_PER_ADDRESS -> email((RecoveryEmailRequested) events.getLast(), events, state);
            case INITIATIONS_PER_NETWORK, NOTES_PER_NETWORK -> notOpened(first, events, state);
        };
    }

    private List<Event> notOpened(RecoveryThrottled first, List<Event> events, Recovery state) {
        return switch (state) {
            case Recovery.Unknown _ ->
                InitiateRecovery.decide(
                                new InitiateRecovery(
                                        first.recoveryId(), FlowType.API, NOTHING, allowance(events), first.at()),
                                state,
                                policy)
                        .events();
            case Recovery.Known known
            when known.flow().submissions() >= policy.submissionsMax() -> code(first, Optional.empty(), events);
            case Passed _ -> emailTooLate(first, events, state);
            case Recovery.Known _ -> guarded(first, Refusal.ORIGIN_HEADER, events, state);
        };
    }

    /** A flow that remembers no more refusals still shows that a code was not judged. */
    private static Allowance allowance(List<Event> events) {
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

    /** Which command met the end of a flow shows in why it was replaced. */
    private List<Event> replaced(RecoveryEvent first, List<Event> events, Recovery state) {
        var reason = events.stream()
                .filter(RecoveryReplaced.class::isInstance)
                .map(event -> ((RecoveryReplaced) event).reason())
                .findFirst()
                .orElse(Replacement.TOO_OFTEN);
        return switch (reason) {
            case TOO_OFTEN, CODE_USED -> code(first, Optional.empty(), events);
            case EXPIRED, ALREADY_COMPLETED -> emailTooLate(first, events, state);
            case ORIGIN_HEADER -> guarded(first, Refusal.ORIGIN_HEADER, events, state);
            case FOREIGN_COOKIE -> guarded(first, Refusal.FOREIGN_COOKIE, events, state);
        };
    }

    private List<Event> emailTooLate(RecoveryEvent first, List<Event> events, Recovery state) {
        var command = new SubmitEmail(
                first.recoveryId(),
                NOTHING,
                NOBODY,
                Optional.empty(),
                Optional.empty(),
                new SecretId(NONE),
                new SecretMac(0, ""),
                new SealedLetter("", ""),
                substitute(events),
                allowance(events),
                first.at());
        return SubmitEmail.decide(command, state, policy).events();
    }

    private List<Event> guarded(RecoveryEvent first, Refusal reason, List<Event> events, Recovery state) {
        var command = new RefuseRecovery(
                first.recoveryId(), reason, List.of(), substitute(events), allowance(events), first.at());
        return RefuseRecovery.decide(command, state, policy).events();
    }

    private static Substitute substitute(List<Event> events) {
        return events.stream()
                .filter(RecoveryInitiated.class::isInstance)
                .map(event -> (RecoveryInitiated) event)
                .map(opened ->
                        new Substitute(opened.recoveryId(), opened.requestUrl(), opened.browser(), opened.browser()))
                .findFirst()
                .orElse(new Substitute(new RecoveryId(NONE), NOTHING));
    }

    private static Outcome outcome(List<Event> events) {
        var issued = events.stream()
                .filter(SessionIssued.class::isInstance)
                .map(event -> (SessionIssued) event)
                .findFirst();
        var opened = events.stream()
                .filter(SettingsInitiated.class::isInstance)
                .map(event -> (SettingsInitiated) event)
                .findFirst();
        return new Outcome(
                issued.map(SessionIssued::sessionId).orElse(new SessionId(NONE)),
                issued.map(SessionIssued::token).orElse(new SecretMac(0, "")),
                opened.map(SettingsInitiated::settingsId).orElse(new SettingsId(NONE)),
                opened.map(SettingsInitiated::requestUrl).orElse(NOTHING),
                events.stream()
                        .filter(CodeAccepted.class::isInstance)
                        .flatMap(event -> ((CodeAccepted) event).browser().stream())
                        .findFirst());
    }

    private Identity owner(Recovery state) {
        return state instanceof AwaitingCode waiting
                ? waiting.secret()
                        .owner()
                        .map(id -> history.identity(id.stream()))
                        .orElseGet(Identity::initial)
                : Identity.initial();
    }

    private static Optional<SecretId> secret(Recovery state) {
        return switch (state) {
            case AwaitingCode waiting -> Optional.of(waiting.secret().id());
            case Passed passed -> Optional.of(passed.used().id());
            case Recovery.Unknown _, Recovery.AwaitingAddress _ -> Optional.empty();
        };
    }
}
