package io.retrace.wire.settings;

import io.retrace.model.budget.Budget;
import io.retrace.model.budget.Budgets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be spent across flows (ADR-0023); what is not configured is the profile's.
 *
 * @param codesPerIdentity codes that are judged for one identity, right or wrong
 * @param codesPerAddress codes that are judged for one address
 * @param lettersPerAddress letters to one address
 * @param initiationsPerNetwork flows that one network (IPv4 /24, IPv6 /64) opens
 */
public record BudgetSettings(
        @DefaultValue Limited codesPerIdentity,
        @DefaultValue Limited codesPerAddress,
        @DefaultValue Limited lettersPerAddress,
        @DefaultValue Limited initiationsPerNetwork) {

    /**
     * One budget.
     *
     * @param limit how many in each window; 0 for no limit
     * @param window how long they are counted together
     */
    public record Limited(@Nullable Integer limit, @Nullable Duration window) {

        private Budget over(Budget profile) {
            return new Budget(
                    Optional.ofNullable(limit).orElse(profile.limit()),
                    Optional.ofNullable(window).orElse(profile.window()));
        }
    }

    /** The budgets of a profile, as far as they are not configured otherwise. */
    public Budgets over(Profile profile) {
        var budgets = profile.policy().spending();
        return new Budgets(
                codesPerIdentity.over(budgets.codesPerIdentity()),
                codesPerAddress.over(budgets.codesPerAddress()),
                lettersPerAddress.over(budgets.lettersPerAddress()),
                initiationsPerNetwork.over(budgets.initiationsPerNetwork()),
                budgets.lettersPerFlow());
    }
}
