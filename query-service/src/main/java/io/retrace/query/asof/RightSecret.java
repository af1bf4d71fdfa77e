package io.retrace.query.asof;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.Substitute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether an issued secret would have opened the account: what {@code decide} says to a request that nobody made. So this
 * knows no rule of its own, and none that comes later can be forgotten here.
 */
final class RightSecret {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Sealed NOTHING = new Sealed("nobody", "");
    private static final Substitute SUBSTITUTE = new Substitute(new RecoveryId(NOBODY), NOTHING);
    private static final Outcome OUTCOME =
            new Outcome(new SessionId(NOBODY), new SecretMac(0, ""), new SettingsId(NOBODY), NOTHING);
    private static final Allowance ALLOWANCE = Allowance.of(new BudgetKey("network-of-nobody"));

    private RightSecret() {}

    /** Why it would not; empty when it would. */
    static Optional<String> whyNot(Known flow, Secret secret, RecoveryMethod method, Identity owner, Rules rules) {
        return switch (method) {
            case CODE -> code(flow, secret, owner, rules);
            case LINK -> link(flow, secret, owner, rules);
        };
    }

    private static Optional<String> code(Known flow, Secret secret, Identity owner, Rules rules) {
        var command = new SubmitCode(
                flow.flow().id(), Optional.of(secret.id()), SUBSTITUTE, OUTCOME, allowance(secret, rules), rules.at());
        var decision = SubmitCode.decide(command, flow, owner, rules.policy());
        return switch (decision.reply()) {
            case SubmitCode.Reply.Completed _ -> Optional.empty();
            case SubmitCode.Reply.Inactive _ -> Optional.of("identity inactive");
            case SubmitCode.Reply.NotFound _,
                    SubmitCode.Reply.Rejected _,
                    SubmitCode.Reply.Replaced _,
                    SubmitCode.Reply.Throttled _ -> Optional.of(reason(decision.events()));
        };
    }

    private static Optional<String> link(Known flow, Secret secret, Identity owner, Rules rules) {
        var command =
                new RedeemLink(flow.flow().id(), Optional.of(secret.id()), SUBSTITUTE, OUTCOME, ALLOWANCE, rules.at());
        var decision = RedeemLink.decide(command, flow, owner, rules.policy());
        return switch (decision.reply()) {
            case RedeemLink.Reply.Completed _ -> Optional.empty();
            case RedeemLink.Reply.Inactive _ -> Optional.of("identity inactive");
            case RedeemLink.Reply.NotFound _, RedeemLink.Reply.Replaced _, RedeemLink.Reply.Throttled _ ->
                Optional.of(reason(decision.events()));
        };
    }

    private static Allowance allowance(Secret secret, Rules rules) {
        var allowance = ALLOWANCE;
        for (var left : rules.left(secret.owner(), secret.addressKey())) {
            allowance = left.isExhausted() ? allowance.without(left.budget()) : allowance;
        }
        return allowance;
    }

    private static String reason(List<Event> events) {
        return events.stream()
                .flatMap(event -> switch (event) {
                    case CodeRejected e -> Optional.of(words(e.reason())).stream();
                    case LinkRejected e -> Optional.of(words(e.reason())).stream();
                    case RecoveryReplaced e -> Optional.of(words(e.reason())).stream();
                    default -> Optional.<String>empty().stream();
                })
                .findFirst()
                .orElse("not judged");
    }

    private static String words(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
