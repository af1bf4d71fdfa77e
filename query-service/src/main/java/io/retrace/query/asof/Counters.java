package io.retrace.query.asof;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.EventEnvelope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was spent of budgets, added up from the envelopes that say so. */
public final class Counters {

    private final Map<Counter, Integer> spent = new HashMap<>();

    private record Counter(BudgetName budget, BudgetKey key, Instant from) {}

    /** What the appends of these events spent. */
    public static Counters of(List<EventEnvelope> events) {
        var counters = new Counters();
        events.forEach(counters::add);
        return counters;
    }

    /** And what another one did. */
    public void add(EventEnvelope envelope) {
        envelope.spends()
                .forEach(spend -> spent.merge(new Counter(spend.budget(), spend.key(), spend.from()), 1, Integer::sum));
    }

    /**
     * How much was spent.
     *
     * @param from when the window began
     */
    public int spent(BudgetName budget, BudgetKey key, Instant from) {
        return spent.getOrDefault(new Counter(budget, key, from), 0);
    }
}
