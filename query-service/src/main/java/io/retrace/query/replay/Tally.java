package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.query.replay.Report.Change;
import io.retrace.query.replay.Report.Cut;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Sample;
import io.retrace.query.replay.Report.Stopped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up what another policy would have changed. What grows with the log is kept in bounds: all is counted, some is kept. */
final class Tally {

    static final int SAMPLES_MAX = 100;
    static final int STOPPED_MAX = 1_000;
    private static final int KINDS_MAX = 500;

    private static final Comparator<Change> MOST_FREQUENT_FIRST = Comparator.comparingLong(Change::count)
            .reversed()
            .thenComparing(Change::recorded)
            .thenComparing(Change::told);

    private final Set<String> suspects;
    private final Map<Pair, Long> changes = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final Hours hours = new Hours();
    private final Side ofSuspects = new Side();
    private final Side ofOthers = new Side();
    private final Map<String, Cut> cuts = Remembered.newest();
    private long decisions;
    private long changed;
    private long unreachable;

    /**
     * Nothing is counted yet.
     *
     * @param suspects streams of the flows that belong to an attack
     */
    Tally(Set<String> suspects) {
        this.suspects = Set.copyOf(suspects);
    }

    /** What was recorded, and what would have been, as their first events that differ say it. */
    private record Pair(String recorded, String told) {}

    /** A decision that was taken again. */
    void decided(RecordedAppend append, List<Event> again) {
        decisions++;
        var events = append.events();
        var sides = sides(append);
        sides.forEach(side -> side.add(events, again));
        change(events, again).ifPresent(change -> changed(append, change, sides));
        if (completed(events).isPresent() && completed(again).isEmpty()) {
            stop(append, sides);
        }
    }

    /** A request of which the log does not tell enough. */
    void unknown(RecordedAppend append) {
        leaveOut(append, sides(append));
    }

    /** A request that cannot have been made in this telling: where its flow is as recorded up to here, that ends here. */
    void unreachable(RecordedAppend append) {
        var sides = sides(append);
        leaveOut(append, sides);
        if (append.opening().event() instanceof RecoveryEvent) {
            change(append.events(), List.of()).ifPresent(change -> cut(append, change, sides));
        }
        if (completed(append.events()).isPresent()) {
            stop(append, sides);
        }
    }

    private void leaveOut(RecordedAppend append, List<Side> sides) {
        unreachable++;
        sides.forEach(side -> side.add(append.events(), List.of()));
    }

    private void changed(RecordedAppend append, Pair change, List<Side> sides) {
        changed++;
        if (changes.size() < KINDS_MAX || changes.containsKey(change)) {
            changes.merge(change, 1L, Long::sum);
        }
        if (samples.size() < SAMPLES_MAX) {
            samples.add(new Sample(
                    change.recorded(), change.told(), append.position(), append.opening().stream(), append.at()));
        }
        hours.of(append).ifPresent(hour -> hour.changed(change.told()));
        cut(append, change, sides);
    }

    private void cut(RecordedAppend append, Pair change, List<Side> sides) {
        var cut = new Cut(change.recorded(), change.told(), append.position(), append.at());
        if (cuts.putIfAbsent(append.opening().stream(), cut) == null) {
            sides.forEach(side -> side.cut(append.at()));
        }
    }

    private void stop(RecordedAppend append, List<Side> sides) {
        var completed = completed(append.events()).orElseThrow();
        sides.forEach(Side::stop);
        if (stopped.size() < STOPPED_MAX) {
            stopped.add(new Stopped(
                    completed.stream(),
                    completed.identityId().toString(),
                    append.position(),
                    append.at(),
                    isSuspect(append),
                    Optional.ofNullable(cuts.get(completed.stream()))));
        }
    }

    private boolean isSuspect(RecordedAppend append) {
        return suspects.contains(append.opening().stream());
    }

    /** Where it counts: in all, and in its hour. */
    private List<Side> sides(RecordedAppend append) {
        boolean suspect = isSuspect(append);
        var sides = new ArrayList<Side>();
        sides.add(suspect ? ofSuspects : ofOthers);
        hours.of(append).ifPresent(hour -> sides.add(suspect ? hour.suspects() : hour.others()));
        return sides;
    }

    private static Optional<RecoveryCompleted> completed(List<Event> events) {
        return events.stream()
                .filter(RecoveryCompleted.class::isInstance)
                .map(RecoveryCompleted.class::cast)
                .findFirst();
    }

    private static Optional<Pair> change(List<Event> recorded, List<Event> again) {
        if (recorded.equals(again)) {
            return Optional.empty();
        }
        var before = recorded.stream().map(Gist::of).toList();
        var now = again.stream().map(Gist::of).toList();
        if (before.equals(now)) {
            return Optional.empty();
        }
        int same = 0;
        while (same < Math.min(before.size(), now.size()) && before.get(same).equals(now.get(same))) {
            same++;
        }
        return Optional.of(new Pair(at(before, same), at(now, same)));
    }

    private static String at(List<String> gists, int index) {
        return index < gists.size() ? gists.get(index) : "nothing";
    }

    /** All that was counted. */
    Otherwise report() {
        return new Otherwise(
                decisions,
                changed,
                unreachable,
                ofSuspects.group(),
                ofOthers.group(),
                changes.entrySet().stream()
                        .map(change -> new Change(
                                change.getKey().recorded(), change.getKey().told(), change.getValue()))
                        .sorted(MOST_FREQUENT_FIRST)
                        .toList(),
                stopped,
                samples,
                hours.all());
    }
}
