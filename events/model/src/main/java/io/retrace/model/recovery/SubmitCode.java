package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.Recovery.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Submits the code that a person received (spec section 4.3).
 *
 * @param matched the issued secret that the submitted code fits, if any; the clear code never gets here
 * @param substitute the flow to open should this one be unable to go on
 * @param outcome what to open should the code be right
 * @param allowance what whoever asks may still spend
 * @param at when the request arrived; UTC, microseconds
 */
public record SubmitCode(
        RecoveryId recoveryId,
        Optional<SecretId> matched,
        Substitute substitute,
        Outcome outcome,
        Allowance allowance,
        Instant at)
        implements Submitted {

    public sealed interface Reply {
        record NotFound() implements Reply {}

        /** Nothing to open; the flow goes on. */
        record Rejected() implements Reply {}

        record Replaced(RecoveryId replacement, Replacement reason) implements Reply {}

        /** It should be replaced, but its network opened too many flows until then. */
        record Throttled(Instant until) implements Reply {}

        /** The code was right, but its owner may not sign in. */
        record Inactive(IdentityId identityId) implements Reply {}

        /** The account is back; without a settings flow where the client skips the settings. */
        record Completed(IdentityId identityId, SessionId sessionId, Optional<SettingsId> settingsId)
                implements Reply {}
    }

    /**
     * Judges the code.
     *
     * @param owner the identity that owns the flow's latest secret; unknown when nobody does
     */
    public static Decision<Reply> decide(SubmitCode command, Recovery state, Identity owner, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new Reply.NotFound());
            case Known known
            when known.flow().expiredAt(command.at()) -> replace(command, known.flow(), Replacement.EXPIRED, policy);
            case Known known
            when known.flow().submissions() >= policy.submissionsMax() ->
                replace(command, known.flow(), Replacement.TOO_OFTEN, policy);
            case AwaitingAddress waiting -> reject(command, waiting.flow(), CodeRejection.NO_MATCH, policy);
            case AwaitingLink waiting -> reject(command, waiting.flow(), CodeRejection.NO_MATCH, policy);
            case AwaitingCode waiting ->
                within(command, waiting.flow(), waiting.secret(), policy, judge(command, waiting, owner, policy));
            case Passed passed ->
                within(
                        command,
                        passed.flow(),
                        passed.used(),
                        policy,
                        command.matched().isPresent()
                                ? usedAgain(command, passed.flow(), policy)
                                : reject(command, passed.flow(), CodeRejection.NO_MATCH, policy));
        };
    }

    /** Every judged code spends, right or wrong; with nothing left, both get the answer of a wrong one. */
    private static Decision<Reply> within(
            SubmitCode command, Flow flow, Secret secret, Policy policy, Decision<Reply> judged) {
        for (var budget : List.of(BudgetName.CODES_PER_IDENTITY, BudgetName.CODES_PER_ADDRESS)) {
            if (command.allowance().lacks(budget)) {
                var throttled = new RecoveryThrottled(flow.id(), budget, command.at());
                var events = new ArrayList<>(flow.remember(throttled, policy));
                events.addAll(count(command, flow, CodeRejection.THROTTLED, policy));
                return new Decision<>(events, new Reply.Rejected());
            }
        }
        return judged.spending(secret.spends(policy.spending(), command.at()));
    }

    private static Decision<Reply> judge(SubmitCode command, AwaitingCode state, Identity owner, Policy policy) {
        var secret = state.secret();
        if (command.matched().filter(secret.id()::equals).isEmpty()
                || secret.owner().isEmpty()) {
            return reject(command, state.flow(), CodeRejection.NO_MATCH, policy);
        }
        if (!command.at().isBefore(secret.expiresAt())) {
            return reject(command, state.flow(), CodeRejection.EXPIRED, policy);
        }
        return switch (owner) {
            case Identity.Present present
            when present.owns(secret.addressId()) -> accept(command, state.flow(), secret, present, policy);
            case Identity.Present _, Identity.Unknown _, Identity.Deleted _ ->
                reject(command, state.flow(), CodeRejection.OWNER_GONE, policy);
        };
    }

    private static Decision<Reply> accept(
            SubmitCode command, Flow flow, Secret secret, Identity.Present owner, Policy policy) {
        var at = command.at();
        Optional<SecretMac> browser =
                flow.type() == FlowType.BROWSER ? command.outcome().browser() : Optional.empty();
        var accepted = new CodeAccepted(
                flow.id(),
                secret.id(),
                owner.id(),
                flow.submissions() + 1,
                browser,
                command.outcome().transientPayload(),
                at);
        if (!owner.active()) {
            var refused = new RecoveryRefused(flow.id(), Refusal.IDENTITY_INACTIVE, List.of(), at);
            return Decision.of(new Reply.Inactive(owner.id()), accepted, refused);
        }
        var outcome = command.outcome();
        var events = new ArrayList<Event>();
        events.add(accepted);
        events.addAll(outcome.opens(flow, secret, owner, policy, at));
        return new Decision<>(events, new Reply.Completed(owner.id(), outcome.sessionId(), outcome.settingsOf(flow)));
    }

    private static Decision<Reply> reject(SubmitCode command, Flow flow, CodeRejection reason, Policy policy) {
        return new Decision<>(count(command, flow, reason, policy), new Reply.Rejected());
    }

    private static Decision<Reply> usedAgain(SubmitCode command, Flow flow, Policy policy) {
        var replaced = replace(command, flow, Replacement.CODE_USED, policy);
        var events = new ArrayList<>(count(command, flow, CodeRejection.USED, policy));
        events.addAll(replaced.events());
        return new Decision<>(events, replaced.spends(), replaced.reply());
    }

    private static List<Event> count(SubmitCode command, Flow flow, CodeRejection reason, Policy policy) {
        int submissions = flow.submissions() + 1;
        var rejected = new CodeRejected(flow.id(), reason, submissions, command.at());
        return submissions < policy.submissionsMax()
                ? List.of(rejected)
                : List.of(rejected, new RecoveryLocked(flow.id(), command.at()));
    }

    private static Decision<Reply> replace(SubmitCode command, Flow flow, Replacement reason, Policy policy) {
        return command.substitute().replace(command, flow, reason, policy, Reply.Replaced::new, Reply.Throttled::new);
    }
}
