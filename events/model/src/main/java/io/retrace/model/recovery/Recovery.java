package io.retrace.model.recovery;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
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

    /** A letter with a link was asked for; each link of the flow works until one has. */
    record AwaitingLink(Flow flow, List<Secret> links) implements Known {

        public AwaitingLink {
            links = List.copyOf(links);
        }

        /** One of its links. */
        public Optional<Secret> link(SecretId id) {
            return links.stream().filter(link -> link.id().equals(id)).findFirst();
        }
    }

    /**
     * The right code or link came.
     *
     * @param used works no second time
     * @param voided the other links of the flow, which have opened nothing and open nothing any more
     */
    record Passed(Flow flow, Secret used, List<Secret> voided) implements Known {

        public Passed {
            voided = List.copyOf(voided);
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
     * Which issued secret the MACs of a submitted code or token fit.
     *
     * @param macs of what was submitted, one for each live pepper
     */
    default Optional<SecretId> match(List<SecretMac> macs) {
        return switch (this) {
            case Unknown _, AwaitingAddress _ -> Optional.empty();
            case AwaitingCode waiting -> fit(List.of(waiting.secret()), macs);
            case AwaitingLink waiting -> fit(waiting.links(), macs);
            case Passed passed -> fit(List.of(passed.used()), macs).or(() -> fit(passed.voided(), macs));
        };
    }

    private static Optional<SecretId> fit(List<Secret> secrets, List<SecretMac> macs) {
        return secrets.stream()
                .filter(secret -> secret.mac().matchesAny(macs))
                .map(Secret::id)
                .findFirst();
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
            case RecoveryEmailRequested e -> lettered(state, flow.lettered(e.handsOver(), e.generation()), e);
            case CodeRejected e -> with(state, flow.judged(e.submissions()));
            case CodeAccepted e -> passed(state, flow.judged(e.submissions()).nowOf(e.browser()));
            case LinkRejected _ -> with(state, flow.refused());
            case LinkRedeemed e -> redeemed(state, flow.nowOf(e.browser()), e.secretId());
            case RecoveryExpired _ -> with(state, flow.expired());
            case RecoveryRefused _, RecoveryReplaced _, RecoveryThrottled _ -> with(state, flow.refused());
            case RefusalsSuppressed _ -> with(state, flow.refusalsSuppressed());
        };
    }

    private static Recovery lettered(Known state, Flow flow, RecoveryEmailRequested e) {
        var secret = new Secret(e.secretId(), e.mac(), e.expiresAt(), e.owner(), e.addressId(), e.addressKey());
        return switch (e.handsOver()) {
            case CODE -> new AwaitingCode(flow, secret);
            case LINK -> {
                var links =
                        new ArrayList<>(state instanceof AwaitingLink waiting ? waiting.links() : List.<Secret>of());
                links.add(secret);
                yield new AwaitingLink(flow, links);
            }
        };
    }

    private static Recovery passed(Known state, Flow flow) {
        return state instanceof AwaitingCode waiting
                ? new Passed(flow, waiting.secret(), List.of())
                : with(state, flow);
    }

    private static Recovery redeemed(Known state, Flow flow, SecretId id) {
        if (!(state instanceof AwaitingLink waiting)) {
            return with(state, flow);
        }
        var voided =
                waiting.links().stream().filter(link -> !link.id().equals(id)).toList();
        return waiting.link(id)
                .<Recovery>map(link -> new Passed(flow, link, voided))
                .orElseGet(() -> with(state, flow));
    }

    private static Recovery with(Known state, Flow flow) {
        return switch (state) {
            case AwaitingAddress _ -> new AwaitingAddress(flow);
            case AwaitingCode waiting -> new AwaitingCode(flow, waiting.secret());
            case AwaitingLink waiting -> new AwaitingLink(flow, waiting.links());
            case Passed passed -> new Passed(flow, passed.used(), passed.voided());
        };
    }
}
