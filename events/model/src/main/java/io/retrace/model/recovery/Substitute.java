package io.retrace.model.recovery;

import io.retrace.model.budget.BudgetName;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The flow that takes another's place when that one cannot go on (spec sections 4.5 and 8.2).
 *
 * @param id a fresh UUIDv4
 * @param requestUrl what the new flow shows as its request URL, closed: that of the submit; one that takes an expired
 *     flow's place shows that of the beginning
 * @param current MAC of the anti-CSRF cookie that the browser has; of the fresh one where it showed none
 * @param fresh MAC of the one that it gets in its stead, but not for an expired flow
 * @param linkFollowed whether whoever asks followed a link: that is a browser, whatever client opened the old flow
 */
public record Substitute(
        RecoveryId id,
        Sealed requestUrl,
        Optional<SecretMac> current,
        Optional<SecretMac> fresh,
        boolean linkFollowed) {

    private static final String TOO_OFTEN = "The request was submitted too often. Please request another code.";
    private static final String CODE_USED = "The code was already used. Please request another code.";

    /** For who has no cookies. */
    public Substitute(RecoveryId id, Sealed requestUrl) {
        this(id, requestUrl, Optional.empty(), Optional.empty(), false);
    }

    /** The same for who followed a link. */
    public Substitute ofLink() {
        return new Substitute(id, requestUrl, current, fresh, true);
    }

    /**
     * Puts this flow in the old one's place, if its network may open another.
     *
     * @param replaced the reply when it does, by this flow and the reason
     * @param throttled the reply when it may not, by when it may again
     */
    <R> Decision<R> replace(
            Submitted command,
            Flow old,
            Replacement reason,
            Policy policy,
            BiFunction<RecoveryId, Replacement, R> replaced,
            Function<Instant, R> throttled) {
        return replace(command, old, reason, notice(old, reason, command.at()), policy, replaced, throttled);
    }

    /**
     * The same.
     *
     * @param notice what the new flow says from the start
     */
    <R> Decision<R> replace(
            Submitted command,
            Flow old,
            Replacement reason,
            Notice notice,
            Policy policy,
            BiFunction<RecoveryId, Replacement, R> replaced,
            Function<Instant, R> throttled) {
        var at = command.at();
        var allowance = command.allowance();
        var events = new ArrayList<Event>();
        if (reason == Replacement.EXPIRED && !old.expiryNoted()) {
            events.add(new RecoveryExpired(old.id(), at));
        }
        var opening = policy.spending().initiationsPerNetwork();
        if (allowance.lacks(BudgetName.INITIATIONS_PER_NETWORK)) {
            events.addAll(
                    old.remember(new RecoveryThrottled(old.id(), BudgetName.INITIATIONS_PER_NETWORK, at), policy));
            return new Decision<>(events, throttled.apply(opening.until(at)));
        }
        events.addAll(old.remember(new RecoveryReplaced(old.id(), id, reason, at), policy));
        events.add(opened(old, reason, notice, policy, at));
        var spends = policy.spending().spend(BudgetName.INITIATIONS_PER_NETWORK, allowance.network(), at);
        return new Decision<>(events, spends, replaced.apply(id, reason));
    }

    private RecoveryInitiated opened(Flow old, Replacement reason, Notice notice, Policy policy, Instant at) {
        boolean expired = reason == Replacement.EXPIRED;
        var type = type(old, reason);
        Optional<SecretMac> browser = type == FlowType.API ? Optional.empty() : expired ? current : fresh;
        return new RecoveryInitiated(
                id,
                type,
                policy.recoverable().after(old.method()).wireName(),
                expired ? old.beginning().requestUrl() : requestUrl,
                at.plus(policy.recoveryLifetime()),
                Optional.of(old.id()),
                List.of(notice),
                browser,
                Optional.of(old.beginning()),
                at);
    }

    private FlowType type(Flow old, Replacement reason) {
        return switch (reason) {
            case ORIGIN_HEADER, FOREIGN_COOKIE, LINK_INVALID, LINK_EXPIRED -> FlowType.BROWSER;
            case EXPIRED, TOO_OFTEN, CODE_USED, ALREADY_COMPLETED -> linkFollowed ? FlowType.BROWSER : old.type();
        };
    }

    private static Notice notice(Flow old, Replacement reason, Instant at) {
        return switch (reason) {
            case EXPIRED -> Notice.counting(4060005, old.expiresAt().toEpochMilli(), at.toEpochMilli());
            case TOO_OFTEN -> Notice.reason(TOO_OFTEN);
            case CODE_USED -> Notice.reason(CODE_USED);
            case LINK_INVALID -> Notice.of(4060004);
            case LINK_EXPIRED -> throw new IllegalArgumentException("when it expired, only the link knows");
            case ALREADY_COMPLETED -> Notice.of(4060001);
            case ORIGIN_HEADER -> Notice.reason(ApiFlowGuard.ORIGIN_REASON);
            case FOREIGN_COOKIE -> Notice.reason(ApiFlowGuard.COOKIE_REASON);
        };
    }
}
