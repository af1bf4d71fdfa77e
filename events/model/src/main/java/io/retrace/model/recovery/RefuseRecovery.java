package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Unknown;
import java.time.Instant;
import java.util.List;

/**
 * Remembers a request that was turned down before any secret was judged: malformed, of an unknown strategy, made by a
 * browser on a native flow (spec sections 1.7, 1.9 and 8.1).
 *
 * @param notices what the flow says from here; empty when it stays as it was
 * @param substitute the flow to open should this one be unable to go on
 * @param allowance what whoever asks may still spend
 * @param at when the request arrived; UTC, microseconds
 */
public record RefuseRecovery(
        RecoveryId recoveryId,
        Refusal reason,
        List<Notice> notices,
        Substitute substitute,
        Allowance allowance,
        Instant at)
        implements Submitted {

    public RefuseRecovery {
        notices = List.copyOf(notices);
    }

    public sealed interface Reply {
        record NotFound() implements Reply {}

        record Refused(Refusal reason) implements Reply {}

        record Replaced(RecoveryId replacement, Replacement reason) implements Reply {}

        /** It should be replaced, but its network opened too many flows until then. */
        record Throttled(Instant until) implements Reply {}
    }

    public static Decision<Reply> decide(RefuseRecovery command, Recovery state, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new Reply.NotFound());
            case Known known
            when known.flow().expiredAt(command.at()) -> replace(command, known.flow(), Replacement.EXPIRED, policy);
            case Known known -> refuse(command, known.flow(), policy);
        };
    }

    private static Decision<Reply> refuse(RefuseRecovery command, Flow flow, Policy policy) {
        return switch (command.reason()) {
            case ORIGIN_HEADER -> guard(command, flow, Replacement.ORIGIN_HEADER, policy);
            case FOREIGN_COOKIE -> guard(command, flow, Replacement.FOREIGN_COOKIE, policy);
            case MALFORMED,
                    MISSING_ADDRESS,
                    MALFORMED_ADDRESS,
                    NO_STRATEGY,
                    METHOD_DISABLED,
                    SESSION_PRESENT,
                    CSRF,
                    IDENTITY_INACTIVE -> remember(command, flow, policy);
        };
    }

    /** A flow that offers codes cannot go on, one that offers links says why and can (spec sections 4.6 and 6.2). */
    private static Decision<Reply> guard(RefuseRecovery command, Flow flow, Replacement reason, Policy policy) {
        return switch (flow.method()) {
            case CODE -> replace(command, flow, reason, policy);
            case LINK -> remember(command, flow, policy);
        };
    }

    private static Decision<Reply> remember(RefuseRecovery command, Flow flow, Policy policy) {
        var refused = new RecoveryRefused(flow.id(), command.reason(), command.notices(), command.at());
        return new Decision<>(List.copyOf(flow.remember(refused, policy)), new Reply.Refused(command.reason()));
    }

    private static Decision<Reply> replace(RefuseRecovery command, Flow flow, Replacement reason, Policy policy) {
        return command.substitute().replace(command, flow, reason, policy, Reply.Replaced::new, Reply.Throttled::new);
    }
}
