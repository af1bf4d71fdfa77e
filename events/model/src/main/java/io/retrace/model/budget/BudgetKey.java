package io.retrace.model.budget;

/**
 * Who spends: an identity by its stream, an address or a network by its MAC under the budget key.
 *
 * @param text {@code identity-<uuid>}, {@code address-<mac>} or {@code network-<mac>}
 */
public record BudgetKey(String text) {

    public BudgetKey {
        if (text.isEmpty() || text.length() > 100) {
            throw new IllegalArgumentException("text must have 1 to 100 characters, has " + text.length());
        }
    }
}
