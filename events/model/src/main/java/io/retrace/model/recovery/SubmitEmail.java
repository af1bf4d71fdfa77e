package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Asks for a letter with a code or a link, or for another one (spec sections 4.2 and 6.2). Whether anybody owns the address changes nothing that can be
 * seen from outside.
 *
 * @param address what was typed, closed
 * @param addressKey what the address's budgets go by
 * @param owner who owns the address, as looked up; empty when nobody does
 * @param method what the letter hands over
 * @param mac the MAC of the code, or of the link's token
 * @param letter for the courier; one that it sends to nobody when the address may get no more
 * @param transientPayload what the client sent along, closed; empty for nothing
 * @param substitute the flow to open should this one be unable to go on
 * @param allowance what whoever asks may still spend
 * @param at when the request arrived; UTC, microseconds
 */
public record SubmitEmail(
        RecoveryId recoveryId,
        Sealed address,
        BudgetKey addressKey,
        Optional<IdentityId> owner,
        Optional<AddressId> addressId,
        RecoveryMethod method,
        SecretId secretId,
        SecretMac mac,
        SealedLetter letter,
        Optional<Sealed> transientPayload,
        Substitute substitute,
        Allowance allowance,
        Instant at)
        implements Submitted {

    public sealed interface Reply {
        record NotFound() implements Reply {}

        /** A letter is on its way, or seems to be. */
        record Requested() implements Reply {}

        record Replaced(RecoveryId replacement, Replacement reason) implements Reply {}

        /** It should be replaced, but its network opened too many flows until then. */
        record Throttled(Instant until) implements Reply {}
    }

    public static Decision<Reply> decide(SubmitEmail command, Recovery state, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new Reply.NotFound());
            case Known known
            when known.flow().expiredAt(command.at()) -> replace(command, known, Replacement.EXPIRED, policy);
            case Passed passed -> replace(command, passed, Replacement.ALREADY_COMPLETED, policy);
            case Known known
            when known.flow().generation() >= policy.spending().lettersPerFlow() ->
                replace(command, known, Replacement.TOO_OFTEN, policy);
            case AwaitingAddress waiting -> request(command, waiting, policy);
            case AwaitingCode waiting -> request(command, waiting, policy);
            case AwaitingLink waiting -> request(command, waiting, policy);
        };
    }

    private static Decision<Reply> request(SubmitEmail command, Known state, Policy policy) {
        var requested = new RecoveryEmailRequested(
                command.recoveryId(),
                state.flow().generation() + 1,
                command.secretId(),
                command.mac(),
                command.at().plus(policy.lifetime(command.method())),
                command.owner(),
                command.addressId(),
                command.address(),
                command.letter(),
                Optional.of(command.addressKey()),
                Optional.of(command.method()).filter(method -> method != RecoveryMethod.CODE),
                command.transientPayload(),
                command.at());
        if (command.allowance().lacks(BudgetName.LETTERS_PER_ADDRESS)) {
            return throttle(state.flow(), requested, policy);
        }
        return Decision.<Reply>of(new Reply.Requested(), requested)
                .spending(policy.spending().spend(BudgetName.LETTERS_PER_ADDRESS, command.addressKey(), command.at()));
    }

    /** Whoever asks sees no difference; the courier gets a letter that it sends to nobody. */
    private static Decision<Reply> throttle(Flow flow, RecoveryEmailRequested requested, Policy policy) {
        var throttled = new RecoveryThrottled(flow.id(), BudgetName.LETTERS_PER_ADDRESS, requested.at());
        var events = new ArrayList<>(flow.remember(throttled, policy));
        events.add(requested);
        return new Decision<>(events, new Reply.Requested());
    }

    private static Decision<Reply> replace(SubmitEmail command, Known state, Replacement reason, Policy policy) {
        return command.substitute()
                .replace(command, state.flow(), reason, policy, Reply.Replaced::new, Reply.Throttled::new);
    }
}
