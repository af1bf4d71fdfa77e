package io.retrace.query.replay;

import io.retrace.log.StreamReader;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import tools.jackson.databind.JsonNode;

/** Does what a run asks for. */
final class Telling {

    /** What came of a run that was not broken off. */
    record Told(Optional<String> policyHash, Report report) {}

    private final LogRange log;
    private final PastPolicies policies;
    private final Suspects suspects;
    private final Function<String, List<EventEnvelope>> streams;
    private final Function<Policy, String> hash;

    Telling(
            LogRange log,
            PastPolicies policies,
            Suspects suspects,
            StreamReader streams,
            Function<Policy, String> hash) {
        this.log = log;
        this.policies = policies;
        this.suspects = suspects;
        this.streams = stream -> streams.read(stream, 0);
        this.hash = hash;
    }

    /**
     * Tells a range again.
     *
     * @param goOn hears how far it is; false breaks it off
     * @return empty when it was broken off
     */
    Optional<Told> tell(RunRequest request, long from, long to, LongPredicate goOn) {
        return request.policy().isPresent()
                ? otherwise(request, request.policy().get(), from, to, goOn)
                : asRecorded(from, to, goOn);
    }

    private Optional<Told> asRecorded(long from, long to, LongPredicate goOn) {
        var replay = new Replay(policies.until(to), streams, Tally.SAMPLES_MAX);
        boolean ended = log.read(from, to, (batch, position) -> {
            batch.forEach(asked -> replay.add(asked.envelope()));
            return goOn.test(position);
        });
        if (!ended) {
            return Optional.empty();
        }
        replay.end();
        return Optional.of(new Told(Optional.empty(), replay.report()));
    }

    private Optional<Told> otherwise(RunRequest request, JsonNode named, long from, long to, LongPredicate goOn) {
        var policy = policies.named(named, to);
        var tally = new Tally(suspects.flows(request, from, to));
        var whatIf = new WhatIf(policy, streams, tally);
        boolean ended = log.read(from, to, (batch, position) -> {
            batch.forEach(asked -> whatIf.add(asked.envelope(), asked.network()));
            return goOn.test(position);
        });
        if (!ended) {
            return Optional.empty();
        }
        whatIf.end();
        return Optional.of(new Told(Optional.of(hash.apply(policy)), tally.report()));
    }
}
