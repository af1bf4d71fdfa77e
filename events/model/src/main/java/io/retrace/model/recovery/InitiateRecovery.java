package io.retrace.model.recovery;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens a recovery flow (spec section 2.3).
 *
 * @param recoveryId a fresh UUIDv4
 * @param requestUrl the URL of the request, closed
 * @param at when the request arrived; UTC, microseconds
 */
public record InitiateRecovery(RecoveryId recoveryId, FlowType flowType, Sealed requestUrl, Instant at) {

    /** The strategy that every flow offers. */
    public static final String ACTIVE = "code";

    public sealed interface Reply {
        /** The flow is open. */
        record Opened() implements Reply {}

        /** The id is in use: a broken random source, or a repeated request. */
        record AlreadyOpen() implements Reply {}
    }

    public static Decision<Reply> decide(InitiateRecovery command, Recovery state, Policy policy) {
        return switch (state) {
            case Recovery.Unknown _ ->
                Decision.of(
                        new Reply.Opened(),
                        new RecoveryInitiated(
                                command.recoveryId(),
                                command.flowType(),
                                ACTIVE,
                                command.requestUrl(),
                                command.at().plus(policy.recoveryLifetime()),
                                Optional.empty(),
                                List.of(),
                                command.at()));
            case Recovery.Known _ -> Decision.of(new Reply.AlreadyOpen());
        };
    }
}
