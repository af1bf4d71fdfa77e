package io.retrace.query.replay;

import io.retrace.log.EventDatabase;
import io.retrace.model.event.ReplayId;
import io.retrace.model.policy.Policy;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Runs that tell history again: who may asks for one here, looks how far it is, and breaks it off. */
public final class Replays {

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

    /** The newest hundred, without their reports. */
    public List<Run> newest() {
        return table.newest();
    }

    /** Breaks it off; false when it has ended already. */
    public boolean cancel(ReplayId id) {
        return table.cancel(id);
    }

    /** Takes it up again, from the beginning; false when it was neither cancelled nor did it fail. */
    public boolean resume(ReplayId id) {
        return table.resume(id);
    }

    /** The policy that was put in force last, up to a position. */
    public Policy policyAt(long position) {
        return policies.inForce(position);
    }
}
