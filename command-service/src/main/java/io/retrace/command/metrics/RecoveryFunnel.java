package io.retrace.command.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejection;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How far recoveries get: what was decided and is committed, by kind and reason. Each stands there from the start. */
final class RecoveryFunnel {

    private static final String NONE = "none";
    private static final List<String> WITHOUT_REASON = List.of(
            "initiated", "code_accepted", "link_redeemed", "locked", "expired", "refusals_suppressed", "completed");

    private final MeterRegistry registry;
    private final Map<Step, Counter> counters = new ConcurrentHashMap<>();

    /** Both are words of the model, never of a client. */
    private record Step(String decision, String reason) {}

    RecoveryFunnel(MeterRegistry registry) {
        this.registry = registry;
        WITHOUT_REASON.forEach(decision -> counter(new Step(decision, NONE)));
        List.of("first", "resend").forEach(reason -> counter(new Step("email_requested", reason)));
        List.of(CodeRejection.values()).forEach(reason -> counter(because("code_rejected", reason)));
        List.of(LinkRejection.values()).forEach(reason -> counter(because("link_rejected", reason)));
        List.of(Refusal.values()).forEach(reason -> counter(because("refused", reason)));
        List.of(BudgetName.values()).forEach(budget -> counter(because("throttled", budget)));
        List.of(Replacement.values()).forEach(reason -> counter(because("replaced", reason)));
    }

    /** It is in the log. */
    void decided(Event event) {
        step(event).ifPresent(step -> counter(step).increment());
    }

    private static Optional<Step> step(Event event) {
        return event instanceof RecoveryEvent decision ? Optional.of(step(decision)) : Optional.empty();
    }

    private static Step step(RecoveryEvent event) {
        return switch (event) {
            case RecoveryInitiated _ -> new Step("initiated", NONE);
            case RecoveryEmailRequested e -> new Step("email_requested", e.generation() == 1 ? "first" : "resend");
            case CodeRejected e -> because("code_rejected", e.reason());
            case CodeAccepted _ -> new Step("code_accepted", NONE);
            case LinkRejected e -> because("link_rejected", e.reason());
            case LinkRedeemed _ -> new Step("link_redeemed", NONE);
            case RecoveryLocked _ -> new Step("locked", NONE);
            case RecoveryExpired _ -> new Step("expired", NONE);
            case RecoveryRefused e -> because("refused", e.reason());
            case RecoveryThrottled e -> because("throttled", e.budget());
            case RefusalsSuppressed _ -> new Step("refusals_suppressed", NONE);
            case RecoveryReplaced e -> because("replaced", e.reason());
            case RecoveryCompleted _ -> new Step("completed", NONE);
        };
    }

    private static Step because(String decision, Enum<?> reason) {
        return new Step(decision, reason.name().toLowerCase(Locale.ROOT));
    }

    private Counter counter(Step step) {
        return counters.computeIfAbsent(
                step,
                missing -> Counter.builder("retrace.recovery.decisions")
                        .description("What was decided about recoveries")
                        .tag("decision", missing.decision())
                        .tag("reason", missing.reason())
                        .register(registry));
    }
}
