package io.retrace.query.replay;

import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The policies that the log records, and what a request means by one. */
final class PastPolicies {

    private static final String POLICIES = """
            select position, recorded_at, body from log.event
             where type = 'operation.PolicyChanged' and position <= :to
             order by position""";
    private final ReplayDatabase database;
    private final EventCodec codec;

    PastPolicies(ReplayDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** Those that were put on record up to a position, by their hash. */
    Map<String, Policy> until(long to) {
        return changes(to).stream()
                .collect(Collectors.toMap(PolicyChanged::hash, PolicyChanged::policy, (first, _) -> first));
    }

    /**
     * The policy that a request names.
     *
     * @param named a profile by its name, or limits that are laid over the policy in force at the end of the range
     * @throws IllegalArgumentException when there is no such policy
     */
    Policy named(JsonNode named, long to) {
        if (named.isObject()) {
            return codec.policy(inForce(to).orElseGet(Policy::kratos), named);
        }
        return switch (named.stringValue()) {
            case "kratos" -> Policy.kratos();
            case "asvs-l2" -> Policy.asvsL2();
            default ->
                throw new IllegalArgumentException(
                        "policy must be \"recorded\", \"kratos\", \"asvs-l2\" or an object of limits");
        };
    }

    private Optional<Policy> inForce(long to) {
        var changes = changes(to);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.getLast().policy());
    }

    private List<PolicyChanged> changes(long to) {
        return database.pool()
                .jdbc()
                .sql(POLICIES)
                .param("to", to)
                .query((row, _) -> (PolicyChanged) EventRow.read(row, codec).event())
                .list();
    }
}
