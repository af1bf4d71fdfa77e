package io.retrace.standalone.replay;

import io.retrace.log.EventFeed;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/**
 * Re-runs every decision of a log: rebuilds the command from what the events hold, decides again with the recorded
 * policy, and compares. Every fact that a decision read must be in its events or in earlier ones (design section 3).
 */
@NullMarked
public final class RecordedDecisions {

    private static final int BATCH = 1_000;

    private final Map<String, Policy> policies = new HashMap<>();
    private final History history = new History();
    private final List<String> differences = new ArrayList<>();
    private int decisions;

    private RecordedDecisions() {}

    /** What does not come out again, in words; empty when history repeats itself. */
    public static List<String> differences(EventFeed feed) {
        var recorded = new RecordedDecisions();
        var open = new ArrayList<EventEnvelope>();
        long position = 0;
        for (var batch = feed.read(position, BATCH); !batch.isEmpty(); batch = feed.read(position, BATCH)) {
            for (var envelope : batch) {
                if (!open.isEmpty() && !isCausedBy(envelope, open.getFirst().id())) {
                    recorded.judge(open);
                    open.clear();
                }
                open.add(envelope);
            }
            position = batch.getLast().position();
        }
        recorded.judge(open);
        if (recorded.decisions == 0) {
            recorded.differences.add("the log holds no decision at all");
        }
        return recorded.differences;
    }

    /** The events of one append name its first event as their cause; a letter's fate does so too, but comes later. */
    private static boolean isCausedBy(EventEnvelope envelope, EventId first) {
        return !(envelope.event() instanceof LetterEvent)
                && envelope.origin().causationId().equals(Optional.of(first));
    }

    private void judge(List<EventEnvelope> append) {
        if (append.isEmpty()) {
            return;
        }
        List<Event> events = append.stream().map(EventEnvelope::event).toList();
        if (events.getFirst() instanceof PolicyChanged changed) {
            policies.put(changed.hash(), changed.policy());
        }
        var policy = Optional.ofNullable(policies.get(append.getFirst().origin().policyHash()));
        policy.ifPresent(known -> compare(append.getFirst().position(), events, known));
        events.forEach(history::add);
    }

    private void compare(long position, List<Event> events, Policy policy) {
        history.decideAgain(events, policy).ifPresent(again -> {
            decisions++;
            if (!again.equals(events)) {
                differences.add("position " + position + ": recorded " + types(events) + ", again " + types(again));
            }
        });
    }

    private static List<String> types(List<Event> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
