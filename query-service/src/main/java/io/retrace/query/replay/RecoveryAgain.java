package io.retrace.query.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.SecretId;
import io.retrace.model.identity.Identity;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Recovery commands, made again from their events and decided again. */
final class RecoveryAgain {

    private final Retelling retelling;
    private final RecordedAppend append;
    private final RecoveryEvent first;
    private final Recovery recorded;
    private final Recovery state;

    RecoveryAgain(Retelling retelling, RecordedAppend append, RecoveryEvent first) {
        this.retelling = retelling;
        this.append = append;
        this.first = first;
        this.recorded = retelling.recorded().recovery(first.stream());
        this.state = retelling.told().recovery(first.stream());
    }

    /** The issued secret that was shown, as far as the log tells. */
    Optional<SecretId> shown() {
        return switch (first) {
            case CodeRejected e when e.reason() != CodeRejection.NO_MATCH -> secret(recorded);
            case CodeAccepted e -> Optional.of(e.secretId());
            case LinkRejected e -> e.secretId();
            case LinkRedeemed e -> Optional.of(e.secretId());
            case RecoveryThrottled e -> isOfCodes(e) ? secret(recorded) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isOfCodes(RecoveryThrottled e) {
        return e.budget() == BudgetName.CODES_PER_IDENTITY || e.budget() == BudgetName.CODES_PER_ADDRESS;
    }

    Decision<?> decide() {
        return switch (first) {
            case RecoveryInitiated e -> initiated(e);
            case RecoveryEmailRequested e -> email(e);
            case CodeRejected _, CodeAccepted _ -> code(shown());
            case LinkRejected _, LinkRedeemed _ -> link(shown());
            case RecoveryThrottled e -> throttled(e);
            case RecoveryRefused e -> refuse(e.reason(), e.notices());
            case RecoveryLocked _, RecoveryExpired _, RefusalsSuppressed _, RecoveryReplaced _, RecoveryCompleted _ ->
                replaced();
        };
    }

    private Decision<?> initiated(RecoveryInitiated e) {
        return within(allowance -> InitiateRecovery.decide(
                new InitiateRecovery(
                        e.recoveryId(),
                        e.flowType(),
                        e.requestUrl(),
                        e.browser(),
                        e.beginning().flatMap(Beginning::shortcut),
                        allowance,
                        e.at()),
                state,
                retelling.policy()));
    }

    private Decision<?> code(Optional<SecretId> matched) {
        return within(allowance -> SubmitCode.decide(
                new SubmitCode(
                        first.recoveryId(),
                        matched,
                        RecordedFacts.substitute(append),
                        RecordedFacts.outcome(append),
                        allowance,
                        first.at()),
                state,
                owner(),
                retelling.policy()));
    }

    private Decision<?> link(Optional<SecretId> matched) {
        return within(allowance -> RedeemLink.decide(
                new RedeemLink(
                        first.recoveryId(),
                        matched,
                        RecordedFacts.substitute(append),
                        RecordedFacts.outcome(append),
                        allowance,
                        first.at()),
                state,
                owner(matched),
                retelling.policy()));
    }

    private Decision<?> email(RecoveryEmailRequested e) {
        return within(allowance -> SubmitEmail.decide(
                new SubmitEmail(
                        e.recoveryId(),
                        e.address(),
                        e.addressKey().orElse(RecordedFacts.NOBODY),
                        e.owner(),
                        e.addressId(),
                        e.handsOver(),
                        e.secretId(),
                        e.mac(),
                        e.letter(),
                        e.transientPayload(),
                        RecordedFacts.substitute(append),
                        allowance,
                        e.at()),
                state,
                retelling.policy()));
    }

    private Decision<?> refuse(Refusal reason, List<Notice> notices) {
        return within(allowance -> RefuseRecovery.decide(
                new RefuseRecovery(
                        first.recoveryId(), reason, notices, RecordedFacts.substitute(append), allowance, first.at()),
                state,
                retelling.policy()));
    }

    /** What it was that a budget had nothing left for shows in which budget it was. */
    private Decision<?> throttled(RecoveryThrottled e) {
        return switch (e.budget()) {
            case CODES_PER_IDENTITY, CODES_PER_ADDRESS -> code(shown());
            case LETTERS_PER_ADDRESS ->
                email((RecoveryEmailRequested) append.events().getLast());
            case INITIATIONS_PER_NETWORK, NOTES_PER_NETWORK -> notOpened();
        };
    }

    private Decision<?> notOpened() {
        return switch (recorded) {
            case Recovery.Unknown _ ->
                within(allowance -> InitiateRecovery.decide(
                        new InitiateRecovery(
                                first.recoveryId(), FlowType.API, RecordedFacts.NOTHING, allowance, first.at()),
                        state,
                        retelling.policy()));
            case Recovery.Known known
            when known.flow().submissions() >= retelling.policy().submissionsMax() -> code(Optional.empty());
            case Passed _ -> emailTooLate();
            case Recovery.Known _ -> refuse(Refusal.ORIGIN_HEADER, List.of());
        };
    }

    /** Which command met the end of a flow shows in why it was replaced. */
    private Decision<?> replaced() {
        var reason = append.events().stream()
                .filter(RecoveryReplaced.class::isInstance)
                .map(event -> ((RecoveryReplaced) event).reason())
                .findFirst()
                .orElse(Replacement.TOO_OFTEN);
        return switch (reason) {
            case TOO_OFTEN, CODE_USED, LINK_INVALID, LINK_EXPIRED -> code(Optional.empty());
            case EXPIRED, ALREADY_COMPLETED -> emailTooLate();
            case ORIGIN_HEADER -> refuse(Refusal.ORIGIN_HEADER, List.of());
            case FOREIGN_COOKIE -> refuse(Refusal.FOREIGN_COOKIE, List.of());
        };
    }

    private Decision<?> emailTooLate() {
        return email(RecordedFacts.askedInVain(first));
    }

    private Decision<?> within(Function<Allowance, Decision<?>> decision) {
        return retelling.decide(append, decision);
    }

    private Identity owner(Optional<SecretId> link) {
        return state instanceof AwaitingLink waiting
                ? person(link.flatMap(waiting::link).flatMap(Secret::owner))
                : Identity.initial();
    }

    private Identity owner() {
        return state instanceof AwaitingCode waiting ? person(waiting.secret().owner()) : Identity.initial();
    }

    private Identity person(Optional<IdentityId> id) {
        return id.map(known -> retelling.told().identity(known.stream())).orElseGet(Identity::initial);
    }

    private static Optional<SecretId> secret(Recovery state) {
        return switch (state) {
            case AwaitingCode waiting -> Optional.of(waiting.secret().id());
            case Passed passed -> Optional.of(passed.used().id());
            case Recovery.Unknown _, Recovery.AwaitingAddress _, AwaitingLink _ -> Optional.empty();
        };
    }
}
