package io.retrace.query.replay;

import io.retrace.log.EventDatabase;
import io.retrace.model.event.ReplayId;
import io.retrace.query.audit.ClientNetwork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Runs that tell history again: who may asks for one here, looks how far it is, and breaks it off. */
public final class Replays {

    private static final String NETWORKS = """
            select position, text(%s) as network
              from view.audit where position = any (:positions) and client is not null""".formatted(ClientNetwork.of("client"));

    private final RunTable table;
    private final PastPolicies policies;
    private final EventDatabase log;
    private final Clock clock;

    Replays(RunTable table, PastPolicies policies, EventDatabase log, Clock clock) {
        this.table = table;
        this.policies = policies;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Asks for a run; it will be done in its turn.
     *
     * @param sent as {@link RunRequest} has it
     * @throws IllegalArgumentException saying what is wrong with it, in words that quote nothing
     */
    public Run begin(JsonNode sent, String actor) {
        if (!sent.isObject()) {
            throw new IllegalArgumentException("the request must be an object");
        }
        var request = RunRequest.of(sent);
        var range = RangeOfPositions.of(request.range(), log);
        request.policy().ifPresent(named -> policies.named(named, range.to()));
        var id = new ReplayId(UUID.randomUUID());
        table.add(id, actor, sent, clock.instant().truncatedTo(ChronoUnit.MICROS), range.from(), range.to());
        return table.find(id).orElseThrow();
    }

    public Optional<Run> find(ReplayId id) {
        return table.find(id);
    }

    /** The newest hundred at most, without their reports. */
    public List<Run> newest() {
        return table.newest(RunTable.LISTED_MAX, false);
    }

    /**
     * The newest; of their reports the counts, and nobody by name.
     *
     * @param limit 1 to 100
     */
    public List<Run> newestWithCounts(int limit) {
        return table.newest(Math.clamp(limit, 1, RunTable.LISTED_MAX), true);
    }

    /** Breaks it off; false when it has ended already. */
    public boolean cancel(ReplayId id) {
        return table.cancel(id);
    }

    /** Takes it up again, from the beginning; false when it was neither cancelled nor did it fail. */
    public boolean resume(ReplayId id) {
        return table.resume(id);
    }

    /** The policy that was in force at a position, as the log holds it; the peer's where none was. */
    public JsonNode policyAt(long position) {
        return policies.content(policies.inForce(position));
    }

    /**
     * Whether limits can be laid over the policy in force.
     *
     * @throws IllegalArgumentException when there are no such limits, or one is out of its bounds
     */
    public void check(JsonNode limits) {
        policies.named(limits, Long.MAX_VALUE);
    }

    /** The networks that requests came from, by their positions, as far as the view still knows them. */
    public Map<Long, String> networks(Collection<Long> positions) {
        return log
                .pool()
                .jdbc()
                .sql(NETWORKS)
                .param("positions", positions.toArray(Long[]::new))
                .query((row, _) -> Map.entry(row.getLong("position"), row.getString("network")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
