package io.retrace.log;

import io.retrace.model.budget.BudgetKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What the budgets of addresses and networks go by: MACs under the budget key, so that the log tells nobody whose they
 * are. A new budget key begins every counter anew; an old one verifies nothing and need not be kept.
 */
public final class BudgetKeys {

    private final KeyRing keys;

    public BudgetKeys(KeyRing keys) {
        this.keys = keys;
    }

    /** The key of a normalised address. */
    public BudgetKey address(String normalised) {
        return key("address", normalised);
    }

    /** The key of a network. */
    public BudgetKey network(String prefix) {
        return key("network", prefix);
    }

    private BudgetKey key(String kind, String text) {
        var mac = keys.rawMac((kind + ":" + text).getBytes(StandardCharsets.UTF_8));
        return new BudgetKey(
                kind + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }
}
