package io.retrace.model.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final BudgetKey KEY = new BudgetKey("network-a2V5");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void the_defaults_leave_honest_people_alone() {
        assertThat(Budgets.kratos())
                .isEqualTo(new Budgets(
                        new Budget(50, HOUR), new Budget(50, HOUR), new Budget(30, HOUR), new Budget(0, MINUTE), 50));
    }

    @Test
    void level_2_of_asvs_is_tighter() {
        assertThat(Budgets.asvsL2())
                .isEqualTo(new Budgets(
                        new Budget(10, HOUR), new Budget(10, HOUR), new Budget(5, HOUR), new Budget(100, MINUTE), 50));
    }

    @Test
    void a_window_holds_its_beginning_and_not_its_end() {
        var budget = new Budget(1, HOUR);

        assertThat(budget.from(NOON)).isEqualTo(NOON);
        assertThat(budget.until(NOON)).isEqualTo(NOON.plus(HOUR));
        assertThat(budget.from(NOON.minusNanos(1_000))).isEqualTo(NOON.minus(HOUR));
        assertThat(budget.until(NOON.minusNanos(1_000))).isEqualTo(NOON);
    }

    @Test
    void a_unit_is_spent_in_the_window_of_its_time() {
        assertThat(Budgets.asvsL2().spend(BudgetName.INITIATIONS_PER_NETWORK, KEY, NOON.plusSeconds(61)))
                .containsExactly(new Spend(
                        BudgetName.INITIATIONS_PER_NETWORK, KEY, 100, NOON.plusSeconds(60), NOON.plusSeconds(120)));
    }

    @Test
    void nothing_is_spent_where_there_is_no_limit() {
        assertThat(Budgets.kratos().spend(BudgetName.INITIATIONS_PER_NETWORK, KEY, NOON))
                .isEmpty();
        for (var name : BudgetName.values()) {
            if (name != BudgetName.NOTES_PER_NETWORK) {
                assertThat(Budgets.NONE.spend(name, KEY, NOON)).isEmpty();
            }
        }
    }

    @Test
    void a_network_that_opens_too_many_is_put_on_record_once_a_window() {
        assertThat(Budgets.asvsL2().spend(BudgetName.NOTES_PER_NETWORK, KEY, NOON))
                .containsExactly(new Spend(BudgetName.NOTES_PER_NETWORK, KEY, 1, NOON, NOON.plusSeconds(60)));
    }

    @Test
    void each_name_has_its_own_budget() {
        var budgets =
                new Budgets(new Budget(1, HOUR), new Budget(2, HOUR), new Budget(3, HOUR), new Budget(4, HOUR), 5);

        assertThat(budgets.spend(BudgetName.CODES_PER_IDENTITY, KEY, NOON))
                .extracting(Spend::limit)
                .containsExactly(1);
        assertThat(budgets.spend(BudgetName.CODES_PER_ADDRESS, KEY, NOON))
                .extracting(Spend::limit)
                .containsExactly(2);
        assertThat(budgets.spend(BudgetName.LETTERS_PER_ADDRESS, KEY, NOON))
                .extracting(Spend::limit)
                .containsExactly(3);
        assertThat(budgets.spend(BudgetName.INITIATIONS_PER_NETWORK, KEY, NOON))
                .extracting(Spend::limit)
                .containsExactly(4);
    }

    @Test
    void bounds_hold() {
        new Budget(1_000_000, Duration.ofHours(24));
        new Budget(0, Duration.ofSeconds(1));
        var unlimited = new Budget(0, HOUR);
        new Budgets(unlimited, unlimited, unlimited, unlimited, 1);
        new Budgets(unlimited, unlimited, unlimited, unlimited, 1_000);
        new BudgetKey("k");
        new BudgetKey("k".repeat(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budget(-1, HOUR))
                .withMessage("limit must be from 0 to 1000000, was -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(1_000_001, HOUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budget(1, Duration.ofMillis(999)))
                .withMessage("window must be from PT1S to PT24H, was PT0.999S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budget(1, Duration.ofHours(24).plusMillis(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budgets(unlimited, unlimited, unlimited, unlimited, 0))
                .withMessage("lettersPerFlow must be from 1 to 1000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budgets(unlimited, unlimited, unlimited, unlimited, 1_001));
        assertThatIllegalArgumentException().isThrownBy(() -> new BudgetKey(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BudgetKey("k".repeat(101)))
                .withMessage("text must have 1 to 100 characters, has 101");
    }

    @Test
    void an_allowance_remembers_all_that_is_used_up() {
        var allowance = Allowance.of(KEY).without(BudgetName.CODES_PER_ADDRESS).without(BudgetName.LETTERS_PER_ADDRESS);

        assertThat(allowance.network()).isEqualTo(KEY);
        assertThat(allowance.lacks(BudgetName.CODES_PER_ADDRESS)).isTrue();
        assertThat(allowance.lacks(BudgetName.LETTERS_PER_ADDRESS)).isTrue();
        assertThat(allowance.lacks(BudgetName.CODES_PER_IDENTITY)).isFalse();
    }
}
