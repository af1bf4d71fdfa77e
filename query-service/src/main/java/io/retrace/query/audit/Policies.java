package io.retrace.query.audit;

import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The policies by which decisions were taken, by their hashes. They never change, so those that were read once are kept. */
final class Policies {

    private final Supplier<List<PolicyChanged>> onRecord;
    private volatile Map<String, Policy> known = Map.of();

    /** @param onRecord reads all events that put a policy on record */
    Policies(Supplier<List<PolicyChanged>> onRecord) {
        this.onRecord = onRecord;
    }

    /** Those that some events name, as far as they are on record; reads the log when it is the first to meet one. */
    Map<String, Policy> of(List<Found> events) {
        var named = events.stream()
                .map(found -> found.envelope().origin().policyHash())
                .collect(Collectors.toUnmodifiableSet());
        if (!known.keySet().containsAll(named)) {
            known = onRecord.get().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            PolicyChanged::hash, PolicyChanged::policy, (_, last) -> last));
        }
        return known;
    }
}
