package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Spend;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.Beginning.Shortcut;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens a recovery flow (spec section 2.3).
 *
 * @param recoveryId a fresh UUIDv4
 * @param requestUrl the URL of the request, closed
 * @param browser MAC of the anti-CSRF cookie of the browser that asks; native clients have none
 * @param shortcut what the client wants left out once it is done
 * @param allowance what whoever asks may still spend
 * @param at when the request arrived; UTC, microseconds
 */
public record InitiateRecovery(
        RecoveryId recoveryId,
        FlowType flowType,
        Sealed requestUrl,
        Optional<SecretMac> browser,
        Optional<Shortcut> shortcut,
        Allowance allowance,
        Instant at) {

    /** For a native client. */
    public InitiateRecovery(
            RecoveryId recoveryId, FlowType flowType, Sealed requestUrl, Allowance allowance, Instant at) {
        this(recoveryId, flowType, requestUrl, Optional.empty(), Optional.empty(), allowance, at);
    }

    public sealed interface Reply {
        /** The flow is open. */
        record Opened() implements Reply {}

        /** The id is in use: a broken random source, or a repeated request. */
        record AlreadyOpen() implements Reply {}

        /** Its network opened too many flows until then. */
        record Throttled(Instant until) implements Reply {}
    }

    public static Decision<Reply> decide(InitiateRecovery command, Recovery state, Policy policy) {
        return switch (state) {
            case Recovery.Unknown _ ->
                command.allowance().lacks(BudgetName.INITIATIONS_PER_NETWORK)
                        ? throttle(command, policy)
                        : open(command, policy);
            case Recovery.Known _ -> Decision.of(new Reply.AlreadyOpen());
        };
    }

    private static Decision<Reply> open(InitiateRecovery command, Policy policy) {
        var opened = new RecoveryInitiated(
                command.recoveryId(),
                command.flowType(),
                policy.recoverable().use().wireName(),
                command.requestUrl(),
                command.at().plus(policy.recoveryLifetime()),
                Optional.empty(),
                List.of(),
                command.browser(),
                command.shortcut()
                        .map(_ ->
                                new Beginning(command.recoveryId().stream(), command.requestUrl(), command.shortcut())),
                command.at());
        return Decision.<Reply>of(new Reply.Opened(), opened)
                .spending(spend(BudgetName.INITIATIONS_PER_NETWORK, command, policy));
    }

    /** The first time in a window it is put on record, or an attacker would fill the log with it. */
    private static Decision<Reply> throttle(InitiateRecovery command, Policy policy) {
        var until = policy.spending().initiationsPerNetwork().until(command.at());
        var reply = new Reply.Throttled(until);
        if (command.allowance().lacks(BudgetName.NOTES_PER_NETWORK)) {
            return Decision.of(reply);
        }
        var noted = new RecoveryThrottled(command.recoveryId(), BudgetName.INITIATIONS_PER_NETWORK, command.at());
        return Decision.<Reply>of(reply, noted).spending(spend(BudgetName.NOTES_PER_NETWORK, command, policy));
    }

    private static List<Spend> spend(BudgetName budget, InitiateRecovery command, Policy policy) {
        return policy.spending().spend(budget, command.allowance().network(), command.at());
    }
}
