package io.retrace.standalone.replay;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
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
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Recovery commands, rebuilt from their events and decided again. */
@NullMarked
final class RecoveryReplay {

    static final UUID NONE = new UUID(0, 0);
    static final BudgetKey NOBODY = new BudgetKey("none");
    static final Sealed NOTHING = new Sealed("none", "");

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
                                        e.beginning().flatMap(Beginning::shortcut),
                                        RecordedFacts.allowance(events),
                                        e.at()),
                                state,
                                policy)
                        .events();
            case RecoveryEmailRequested e -> email(e, events, state);
            case LinkRejected e -> link(e, e.secretId(), events, state);
            case LinkRedeemed e -> link(e, Optional.of(e.secretId()), events, state);
            case RecoveryThrottled e -> throttled(e, events, state);
            case RecoveryRefused e -> refuse(e, e.reason(), events, state);
            default -> replaced(first, events, state);
        };
    }

    private List<Event> code(RecoveryEvent first, Optional<SecretId> matched, List<Event> events) {
        var command = new SubmitCode(
                first.recoveryId(),
                matched,
                RecordedFacts.substitute(events),
                RecordedFacts.outcome(events),
                RecordedFacts.allowance(events),
                first.at());
        var state = history.recovery(first.stream());
        return SubmitCode.decide(command, state, owner(state), policy).events();
    }

    private List<Event> link(RecoveryEvent first, Optional<SecretId> matched, List<Event> events, Recovery state) {
        var command = new RedeemLink(
                first.recoveryId(),
                matched,
                RecordedFacts.substitute(events),
                RecordedFacts.outcome(events),
                RecordedFacts.allowance(events),
                first.at());
        return RedeemLink.decide(command, state, owner(state, matched), policy).events();
    }

    private List<Event> email(RecoveryEmailRequested e, List<Event> events, Recovery state) {
        var command = new SubmitEmail(
                e.recoveryId(),
                e.address(),
                e.addressKey().orElse(NOBODY),
                e.owner(),
                e.addressId(),
                e.handsOver(),
                e.secretId(),
                e.mac(),
                e.letter(),
                e.transientPayload(),
                new Substitute(new RecoveryId(NONE), NOTHING),
                RecordedFacts.allowance(events),
                e.at());
        return SubmitEmail.decide(command, state, policy).events();
    }

    private List<Event> refuse(RecoveryRefused e, Refusal reason, List<Event> events, Recovery state) {
        var command = new RefuseRecovery(
                e.recoveryId(),
                reason,
                e.notices(),
                RecordedFacts.substitute(events),
                RecordedFacts.allowance(events),
                e.at());
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
                                        first.recoveryId(),
                                        FlowType.API,
                                        NOTHING,
                                        RecordedFacts.allowance(events),
                                        first.at()),
                                state,
                                policy)
                        .events();
            case Recovery.Known known
            when known.flow().submissions() >= policy.submissionsMax() -> code(first, Optional.empty(), events);
            case Passed _ -> emailTooLate(first, events, state);
            case Recovery.Known _ -> guarded(first, Refusal.ORIGIN_HEADER, events, state);
        };
    }

    /** Which command met the end of a flow shows in why it was replaced. */
    private List<Event> replaced(RecoveryEvent first, List<Event> events, Recovery state) {
        var reason = events.stream()
                .filter(RecoveryReplaced.class::isInstance)
                .map(event -> ((RecoveryReplaced) event).reason())
                .findFirst()
                .orElse(Replacement.TOO_OFTEN);
        return switch (reason) {
            case TOO_OFTEN, CODE_USED, LINK_INVALID, LINK_EXPIRED -> code(first, Optional.empty(), events);
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
                RecoveryMethod.CODE,
                new SecretId(NONE),
                new SecretMac(0, ""),
                new SealedLetter("", ""),
                Optional.empty(),
                RecordedFacts.substitute(events),
                RecordedFacts.allowance(events),
                first.at());
        return SubmitEmail.decide(command, state, policy).events();
    }

    private List<Event> guarded(RecoveryEvent first, Refusal reason, List<Event> events, Recovery state) {
        var command = new RefuseRecovery(
                first.recoveryId(),
                reason,
                List.of(),
                RecordedFacts.substitute(events),
                RecordedFacts.allowance(events),
                first.at());
        return RefuseRecovery.decide(command, state, policy).events();
    }

    private Identity owner(Recovery state, Optional<SecretId> link) {
        return state instanceof AwaitingLink waiting
                ? link.flatMap(waiting::link)
                        .flatMap(Secret::owner)
                        .map(id -> history.identity(id.stream()))
                        .orElseGet(Identity::initial)
                : Identity.initial();
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
            case Recovery.Unknown _, Recovery.AwaitingAddress _, AwaitingLink _ -> Optional.empty();
        };
    }
}
