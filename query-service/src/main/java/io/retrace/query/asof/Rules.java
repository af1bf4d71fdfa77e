package io.retrace.query.asof;

import static io.retrace.model.budget.BudgetName.CODES_PER_ADDRESS;
import static io.retrace.model.budget.BudgetName.CODES_PER_IDENTITY;
import static io.retrace.model.budget.BudgetName.LETTERS_PER_ADDRESS;

import io.retrace.model.budget.Budget;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.policy.Policy;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a policy left at a time, after what had been spent. */
public record Rules(Policy policy, Counters counters, Instant at) {

    /** What is left of a budget for whoever spends from it. */
    public record Left(BudgetName budget, BudgetKey key, Budget rule, int spent) {

        boolean isExhausted() {
            return rule.limit() > 0 && spent >= rule.limit();
        }

        ObjectNode json(Instant at) {
            var json = WireJson.mapper().createObjectNode();
            json.put("budget", budget.name().toLowerCase(Locale.ROOT));
            json.put("of", key.text().replaceFirst("-.*", ""));
            json.put("spent", spent);
            if (rule.limit() > 0) {
                json.put("limit", rule.limit());
                json.put("left", Math.max(0, rule.limit() - spent));
                json.put("until", rule.until(at).toString());
            }
            return json;
        }
    }

    /** How many codes more a flow judges. */
    public int triesLeft(int submissions) {
        return Math.max(0, policy.submissionsMax() - submissions);
    }

    /** How many letters more a flow asks for. */
    public int lettersLeft(int generation) {
        return Math.max(0, budgets().lettersPerFlow() - generation);
    }

    /** What is left for whoever a letter is for. */
    public List<Left> left(RecoveryEmailRequested letter) {
        return left(letter.owner(), letter.addressKey());
    }

    /** What is left for an address and its owner. Where nobody owns it, the address spends in the owner's stead. */
    List<Left> left(Optional<IdentityId> owner, Optional<BudgetKey> address) {
        var left = new ArrayList<Left>();
        owner.map(id -> new BudgetKey(id.stream()))
                .or(() -> address)
                .ifPresent(key -> left.add(left(CODES_PER_IDENTITY, key)));
        address.ifPresent(key -> {
            left.add(left(CODES_PER_ADDRESS, key));
            left.add(left(LETTERS_PER_ADDRESS, key));
        });
        return left;
    }

    /** What is left of a budget. */
    public Left left(BudgetName name, BudgetKey key) {
        var rule = rule(name);
        return new Left(name, key, rule, counters.spent(name, key, rule.from(at)));
    }

    /** The same as JSON. */
    public ArrayNode json(List<Left> left) {
        var json = WireJson.mapper().createArrayNode();
        left.forEach(one -> json.add(one.json(at)));
        return json;
    }

    private Budgets budgets() {
        return policy.spending();
    }

    private Budget rule(BudgetName name) {
        return switch (name) {
            case CODES_PER_IDENTITY -> budgets().codesPerIdentity();
            case CODES_PER_ADDRESS -> budgets().codesPerAddress();
            case LETTERS_PER_ADDRESS -> budgets().lettersPerAddress();
            case INITIATIONS_PER_NETWORK, NOTES_PER_NETWORK -> budgets().initiationsPerNetwork();
        };
    }
}
