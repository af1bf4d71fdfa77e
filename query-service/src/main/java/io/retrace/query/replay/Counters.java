package io.retrace.query.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Spend;
import io.retrace.model.deciding.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Budgets as they would have been spent: the log's counter table, in memory. */
final class Counters implements Allowances {

    private static final int TIDY_FROM = 100_000;

    private final Map<Key, Window> windows = new HashMap<>();
    private int tidyAt = TIDY_FROM;

    private record Key(BudgetName budget, BudgetKey key, Instant from) {}

    private record Window(int spent, Instant until) {}

    @Override
    public Decision<?> decide(RecordedAppend append, Function<Allowance, Decision<?>> decision) {
        // who is not known to come from one network with others has one of his own
        var network = append.network()
                .orElseGet(() -> new BudgetKey("network-of-" + append.opening().id()));
        var allowance = Allowance.of(network);
        while (true) {
            var decided = decision.apply(allowance);
            var exhausted = exhausted(decided);
            if (exhausted.isEmpty()) {
                decided.spends().forEach(spend -> spend(spend, append.at()));
                return decided;
            }
            allowance = allowance.without(exhausted.get());
        }
    }

    private Optional<BudgetName> exhausted(Decision<?> decided) {
        return decided.spends().stream()
                .filter(spend -> spent(spend) >= spend.limit())
                .map(Spend::budget)
                .findFirst();
    }

    private int spent(Spend spend) {
        var window = windows.get(key(spend));
        return window == null ? 0 : window.spent();
    }

    private void spend(Spend spend, Instant at) {
        if (windows.size() >= tidyAt) {
            windows.values().removeIf(window -> !at.isBefore(window.until()));
            tidyAt = Math.max(TIDY_FROM, 2 * windows.size()); // windows that are still open are not looked at each time
        }
        windows.put(key(spend), new Window(spent(spend) + 1, spend.until()));
    }

    private static Key key(Spend spend) {
        return new Key(spend.budget(), spend.key(), spend.from());
    }
}
