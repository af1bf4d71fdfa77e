package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
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
 * Follows the link that a person received (spec section 6.3). Any browser may: the letter may be read elsewhere than
 * where it was asked for. A token is too long to be guessed, so that none of the budgets of codes is spent.
 *
 * @param matched the issued link that the token fits, if any; the clear token never gets here
 * @param substitute the flow to open should this one be unable to go on
 * @param outcome what to open should the link be right
 * @param allowance what whoever asks may still spend
 * @param at when the request arrived; UTC, microseconds
 */
public record RedeemLink(
        RecoveryId recoveryId,
        Optional<SecretId> matched,
        Substitute substitute,
        Outcome outcome,
        Allowance allowance,
        Instant at)
        implements Submitted {

    public sealed interface Reply {
        record NotFound() implements Reply {}

        /** Nothing to open; the person starts again from another flow. */
        record Replaced(RecoveryId replacement, Replacement reason) implements Reply {}

        /** It should be replaced, but its network opened too many flows until then. */
        record Throttled(Instant until) implements Reply {}

        /** The link was right, but its owner may not sign in. */
        record Inactive(IdentityId identityId) implements Reply {}

        record Completed(IdentityId identityId, SessionId sessionId, Optional<SettingsId> settingsId)
                implements Reply {}
    }

    /**
     * Judges the link.
     *
     * @param owner the identity that owns the matched link; unknown when nobody does
     */
    public static Decision<Reply> decide(RedeemLink command, Recovery state, Identity owner, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new Reply.NotFound());
            case Known known
            when known.flow().expiredAt(command.at()) ->
                command.substitute()
                        .replace(
                                command,
                                known.flow(),
                                Replacement.EXPIRED,
                                policy,
                                Reply.Replaced::new,
                                Reply.Throttled::new);
            case AwaitingAddress waiting -> reject(command, waiting.flow(), LinkRejection.NO_MATCH, policy);
            case AwaitingCode waiting -> reject(command, waiting.flow(), LinkRejection.NO_MATCH, policy);
            case AwaitingLink waiting -> judge(command, waiting, owner, policy);
            case Passed passed -> reject(command, passed.flow(), whyNoMore(command, passed), policy);
        };
    }

    private static Decision<Reply> judge(RedeemLink command, AwaitingLink state, Identity owner, Policy policy) {
        var flow = state.flow();
        var matched = command.matched().flatMap(state::link);
        if (matched.isEmpty()) {
            return reject(command, flow, LinkRejection.NO_MATCH, policy);
        }
        var link = matched.get();
        if (!command.at().isBefore(link.expiresAt())) {
            return expired(command, flow, link, policy);
        }
        return switch (owner) {
            case Identity.Present present
            when present.owns(link.addressId()) -> redeem(command, flow, link, present, policy);
            case Identity.Present _, Identity.Unknown _, Identity.Deleted _ ->
                reject(command, flow, LinkRejection.OWNER_GONE, policy);
        };
    }

    private static LinkRejection whyNoMore(RedeemLink command, Passed state) {
        return command.matched()
                .map(id -> id.equals(state.used().id()) ? LinkRejection.USED : LinkRejection.VOID)
                .orElse(LinkRejection.NO_MATCH);
    }

    private static Decision<Reply> redeem(
            RedeemLink command, Flow flow, Secret link, Identity.Present owner, Policy policy) {
        var at = command.at();
        var outcome = command.outcome();
        var redeemed = new LinkRedeemed(flow.id(), link.id(), owner.id(), outcome.browser(), at);
        if (!owner.active()) {
            var refused = new RecoveryRefused(flow.id(), Refusal.IDENTITY_INACTIVE, List.of(), at);
            return Decision.of(new Reply.Inactive(owner.id()), redeemed, refused);
        }
        var events = new ArrayList<Event>();
        events.add(redeemed);
        events.addAll(outcome.opens(flow, link, owner, policy, at));
        return new Decision<>(events, new Reply.Completed(owner.id(), outcome.sessionId(), outcome.settingsOf(flow)));
    }

    private static Decision<Reply> reject(RedeemLink command, Flow flow, LinkRejection reason, Policy policy) {
        return reject(command, flow, reason, Replacement.LINK_INVALID, Notice.of(4060004), policy);
    }

    private static Decision<Reply> expired(RedeemLink command, Flow flow, Secret link, Policy policy) {
        var notice = Notice.counting(
                4060005, link.expiresAt().toEpochMilli(), command.at().toEpochMilli());
        return reject(command, flow, LinkRejection.EXPIRED, Replacement.LINK_EXPIRED, notice, policy);
    }

    private static Decision<Reply> reject(
            RedeemLink command,
            Flow flow,
            LinkRejection reason,
            Replacement replacement,
            Notice notice,
            Policy policy) {
        Decision<Reply> replaced = command.substitute()
                .replace(command, flow, replacement, notice, policy, Reply.Replaced::new, Reply.Throttled::new);
        var events = new ArrayList<Event>();
        if (flow.remembersMore(policy)) {
            events.add(new LinkRejected(flow.id(), reason, command.matched(), command.at()));
        }
        events.addAll(replaced.events());
        return new Decision<>(events, replaced.spends(), replaced.reply());
    }
}
