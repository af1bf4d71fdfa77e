package io.retrace.query.replay;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Difference;
import io.retrace.query.replay.Report.UnknownPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes the decisions of a log again with the policies that it records. Every fact that a decision read must be in its
 * events or in earlier ones (design section 3), so each must come out as it was; where one does not, that is a bug.
 */
final class Replay {

    static final int UNKNOWN_NAMED_MAX = 100;

    private final History history;
    private final Map<String, Policy> policies = new HashMap<>();
    private final Appends appends = new Appends(this::judge);
    private final List<Difference> differences = new ArrayList<>();
    private final int differencesMax;
    private final Map<String, Long> unknownPolicies = new TreeMap<>();
    private long decisions;
    private long different;
    private long unreachable;

    /**
     * Nothing is told yet.
     *
     * @param policies by their hash, that were put on record before the range begins
     * @param log gives all events of a stream
     * @param differencesMax so many are kept as samples; all are counted
     */
    Replay(Map<String, Policy> policies, Function<String, List<EventEnvelope>> log, int differencesMax) {
        this.policies.putAll(policies);
        this.history = new History(log);
        this.differencesMax = differencesMax;
    }

    void add(EventEnvelope envelope) {
        appends.add(envelope, Optional.empty());
    }

    /** The range ends here. */
    void end() {
        appends.end();
    }

    /** All that was told. */
    AsRecorded report() {
        var unknown = unknownPolicies.entrySet().stream()
                .map(policy -> new UnknownPolicy(policy.getKey(), policy.getValue()))
                .toList();
        return new AsRecorded(decisions, different, unreachable, unknown, differences);
    }

    private void judge(RecordedAppend append) {
        if (append.opening().event() instanceof PolicyChanged changed) {
            policies.put(changed.hash(), changed.policy());
        }
        history.standBefore(append);
        var policy = policies.get(append.opening().origin().policyHash());
        if (policy != null) {
            compare(append, new Retelling(history, history, policy, Allowances.recorded()));
        } else if (isDecided(append)) {
            miss(append.opening().origin().policyHash());
        }
        append.events().forEach(history::add);
    }

    /** Letters' fates and operations are nobody's decisions. */
    private static boolean isDecided(RecordedAppend append) {
        return !(append.opening().event() instanceof OperationEvent)
                && !(append.opening().event() instanceof LetterEvent);
    }

    private void miss(String policyHash) {
        unreachable++;
        if (unknownPolicies.size() < UNKNOWN_NAMED_MAX || unknownPolicies.containsKey(policyHash)) {
            unknownPolicies.merge(policyHash, 1L, Long::sum);
        }
    }

    private void compare(RecordedAppend append, Retelling retelling) {
        DecidedAgain.of(append, retelling).ifPresent(again -> {
            decisions++;
            if (!again.events().equals(append.events())) {
                different++;
                if (differences.size() < differencesMax) {
                    differences.add(new Difference(
                            append.position(),
                            append.opening().stream(),
                            append.events().stream().map(Gist::of).toList(),
                            DifferenceWords.of(append.events(), again.events())));
                }
            }
        });
    }
}
