package io.retrace.query.console.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.console.Entry;
import io.retrace.query.console.steps.Step.Budget;
import io.retrace.wire.http.WireJson;
import org.junit.jupiter.api.Test;

/** What a step says of what was left. */
class StepTest {

    @Test
    void a_budget_without_a_limit_is_not_said_to_be_spent() {
        var step = step("""
                {"budgets": [
                  {"budget": "codes_per_identity", "spent": 3, "limit": 10, "left": 7, "until": "2026-01-10T12:00:00Z"},
                  {"budget": "codes_per_address", "spent": 3}]}""");

        assertThat(step.budgets())
                .containsExactly(
                        new Budget("codes per identity", 3, "10", "7", "2026-01-10 12:00:00"),
                        new Budget("codes per address", 3, "no limit", "–", ""));
    }

    private static Step step(String json) {
        return new Step(1, new Entry(WireJson.mapper().readTree(json)));
    }
}
