package io.retrace.model.recovery;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The states of a recovery. What a state carries is what a decision reads; how it came about is the log's business. */
public sealed interface Recovery {

    /** No such flow. */
    record Unknown() implements Recovery {}

    /** A flow that exists. */
    sealed interface Known extends Recovery {
        Flow flow();
    }

    /** Nobody has named an address yet. */
    record AwaitingAddress(Flow flow) implements Known {}

    /** A letter was asked for; its code is the only one that works. */
    record AwaitingCode(Flow flow, Secret secret) implements Known {}

    /** The right code came. {@code used} works no second time. */
    record Passed(Flow flow, Secret used) implements Known {}

    /**
     * What every flow has.
     *
     * @param opened how it began
     * @param browser MAC of the anti-CSRF cookie of the browser that it belongs to now
     * @param expiryNoted whether the log says already that it expired
     * @param submissions how many codes it has judged
     * @param refusals how many refusals it remembers
     * @param suppressed whether further refusals are only counted
     * @param generation how many letters were asked for
     */
    record Flow(
            RecoveryInitiated opened,
            Optional<SecretMac> browser,
            boolean expiryNoted,
            int submissions,
            int refusals,
            boolean suppressed,
            int generation) {

        /** A flow that was just opened. */
        Flow(RecoveryInitiated opened) {
            this(opened, opened.browser(), false, 0, 0, false, 0);
        }

        public RecoveryId id() {
            return opened.recoveryId();
        }

        public FlowType type() {
            return opened.flowType();
        }

        public Instant expiresAt() {
            return opened.expiresAt();
        }

        /** What flows that follow from it are handed down. */
        Beginning beginning() {
            return opened.beginning().orElseGet(() -> new Beginning(opened.stream(), opened.requestUrl()));
        }

        /**
         * Whether it belongs to the browser that showed a cookie.
         *
         * @param cookie its MACs, one for each live key
         */
        public boolean isOf(List<SecretMac> cookie) {
            return browser.isPresent() && browser.get().matchesAny(cookie);
        }

        /** What it remembers of a refusal: the event, or once that there are too many. */
        List<Event> remember(RecoveryEvent refusal, Policy policy) {
            if (refusals < policy.refusalsMax()) {
                return List.of(refusal);
            }
            return suppressed ? List.of() : List.of(new RefusalsSuppressed(id(), refusal.at()));
        }

        boolean expiredAt(Instant at) {
            return !at.isBefore(expiresAt());
        }

        private Flow lettered(int generation) {
            return new Flow(opened, browser, expiryNoted, submissions, refusals, suppressed, generation);
        }

        private Flow judged(int submissions) {
            return new Flow(opened, browser, expiryNoted, submissions, refusals, suppressed, generation);
        }

        private Flow nowOf(Optional<SecretMac> browser) {
            return new Flow(opened, browser, expiryNoted, submissions, refusals, suppressed, generation);
        }

        private Flow expired() {
            return new Flow(opened, browser, true, submissions, refusals, suppressed, generation);
        }

        private Flow refused() {
            return new Flow(opened, browser, expiryNoted, submissions, refusals + 1, suppressed, generation);
        }

        private Flow refusalsSuppressed() {
            return new Flow(opened, browser, expiryNoted, submissions, refusals, true, generation);
        }
    }

    /** An issued secret; without an owner it opens nothing. */
    record Secret(
            SecretId id,
            SecretMac mac,
            Instant expiresAt,
            Optional<IdentityId> owner,
            Optional<AddressId> addressId,
            Optional<BudgetKey> addressKey) {

        /** What judging a code for it takes. Where nobody owns the address, the address spends in the owner's stead. */
        List<Spend> spends(Budgets budgets, Instant at) {
            var spends = new ArrayList<Spend>();
            owner.map(id -> new BudgetKey(id.stream()))
                    .or(() -> addressKey)
                    .ifPresent(key -> spends.addAll(budgets.spend(BudgetName.CODES_PER_IDENTITY, key, at)));
            addressKey.ifPresent(key -> spends.addAll(budgets.spend(BudgetName.CODES_PER_ADDRESS, key, at)));
            return spends;
        }
    }

    /** Before the first event. */
    static Recovery initial() {
        return new Unknown();
    }

    /**
     * Which issued secret the MACs of a submitted code fit.
     *
     * @param macs of the submitted code, one for each live pepper
     */
    default Optional<SecretId> match(List<SecretMac> macs) {
        return switch (this) {
            case Unknown _, AwaitingAddress _ -> Optional.empty();
            case AwaitingCode waiting -> fit(waiting.secret(), macs);
            case Passed passed -> fit(passed.used(), macs);
        };
    }

    private static Optional<SecretId> fit(Secret secret, List<SecretMac> macs) {
        return secret.mac().matchesAny(macs) ? Optional.of(secret.id()) : Optional.empty();
    }

    /** The state after an event. It has happened: nothing is refused here. */
    static Recovery evolve(Recovery state, RecoveryEvent event) {
        if (event instanceof RecoveryInitiated e) {
            return new AwaitingAddress(new Flow(e));
        }
        return state instanceof Known known ? evolveKnown(known, event) : state;
    }

    private static Recovery evolveKnown(Known state, RecoveryEvent event) {
        var flow = state.flow();
        return switch (event) {
            case RecoveryInitiated _, RecoveryCompleted _, RecoveryLocked _ -> state;
            case RecoveryEmailRequested e ->
                new AwaitingCode(
                        flow.lettered(e.generation()),
                        new Secret(e.secretId(), e.mac(), e.expiresAt(), e.owner(), e.addressId(), e.addressKey()));
            case CodeRejected e -> with(state, flow.judged(e.submissions()));
            case CodeAccepted e -> passed(state, flow.judged(e.submissions()).nowOf(e.browser()));
            case RecoveryExpired _ -> with(state, flow.expired());
            case RecoveryRefused _, RecoveryReplaced _, RecoveryThrottled _ -> with(state, flow.refused());
            case RefusalsSuppressed _ -> with(state, flow.refusalsSuppressed());
        };
    }

    private static Recovery passed(Known state, Flow flow) {
        return state instanceof AwaitingCode waiting ? new Passed(flow, waiting.secret()) : with(state, flow);
    }

    private static Recovery with(Known state, Flow flow) {
        return switch (state) {
            case AwaitingAddress _ -> new AwaitingAddress(flow);
            case AwaitingCode waiting -> new AwaitingCode(flow, waiting.secret());
            case Passed passed -> new Passed(flow, passed.used());
        };
    }
}
