package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Adds up what another policy would have changed. What grows with the log is kept in bounds: all is counted, some is kept. */
final class Tally {

    static final int SAMPLES_MAX = 100;
    static final int STOPPED_MAX = 1_000;
    private static final int HOURS_MAX = 24 * 400;
    private static final int KINDS_MAX = 500;

    private final Set<String> suspects;
    private final Map<Change, Long> changes = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final TreeMap<Instant, Side> hours = new TreeMap<>();
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
    record Change(String recorded, String told) {}

    /** A decision that changes. */
    record Sample(long position, String stream, Instant at, Change change) {}

    /** Where a flow's story takes another way. */
    record Cut(long position, Instant at, Change change) {}

    /**
     * A recovery that was completed and would not have been.
     *
     * @param cut where its story took another way; empty where that lies too far back
     */
    record Stopped(String flow, String identity, long position, Instant at, boolean suspect, Optional<Cut> cut) {}

    /** A decision that was taken again. */
    void decided(RecordedAppend append, List<Event> again) {
        decisions++;
        var events = append.events();
        side(append).add(events, again);
        hour(append).ifPresent(hour -> hour.add(events, again));
        change(events, again).ifPresent(change -> changed(append, change));
        if (completed(events).isPresent() && completed(again).isEmpty()) {
            stop(append);
        }
    }

    /** A request that cannot have been made in this telling, or of which the log does not tell enough. */
    void unreachable(RecordedAppend append) {
        unreachable++;
        side(append).add(append.events(), List.of());
        hour(append).ifPresent(hour -> hour.add(append.events(), List.of()));
        if (completed(append.events()).isPresent()) {
            stop(append);
        }
    }

    private void changed(RecordedAppend append, Change change) {
        changed++;
        if (changes.size() < KINDS_MAX || changes.containsKey(change)) {
            changes.merge(change, 1L, Long::sum);
        }
        if (samples.size() < SAMPLES_MAX) {
            samples.add(new Sample(append.position(), append.opening().stream(), append.at(), change));
        }
        cuts.putIfAbsent(append.opening().stream(), new Cut(append.position(), append.at(), change));
        side(append).cut(append.at());
    }

    private void stop(RecordedAppend append) {
        var completed = completed(append.events()).orElseThrow();
        side(append).stop();
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

    private Side side(RecordedAppend append) {
        return isSuspect(append) ? ofSuspects : ofOthers;
    }

    private Optional<Side> hour(RecordedAppend append) {
        if (!(append.opening().event() instanceof RecoveryEvent)) {
            return Optional.empty();
        }
        var hour = append.at().truncatedTo(ChronoUnit.HOURS);
        return hours.containsKey(hour) || hours.size() < HOURS_MAX
                ? Optional.of(hours.computeIfAbsent(hour, _ -> new Side()))
                : Optional.empty();
    }

    private static Optional<RecoveryCompleted> completed(List<Event> events) {
        return events.stream()
                .filter(RecoveryCompleted.class::isInstance)
                .map(RecoveryCompleted.class::cast)
                .findFirst();
    }

    private static Optional<Change> change(List<Event> recorded, List<Event> again) {
        var before = recorded.stream().map(Gist::of).toList();
        var now = again.stream().map(Gist::of).toList();
        if (before.equals(now)) {
            return Optional.empty();
        }
        int same = 0;
        while (same < Math.min(before.size(), now.size()) && before.get(same).equals(now.get(same))) {
            same++;
        }
        return Optional.of(new Change(at(before, same), at(now, same)));
    }

    private static String at(List<String> gists, int index) {
        return index < gists.size() ? gists.get(index) : "nothing";
    }

    long decisions() {
        return decisions;
    }

    long changed() {
        return changed;
    }

    long unreachable() {
        return unreachable;
    }

    Map<Change, Long> changes() {
        return Map.copyOf(changes);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Stopped> stopped() {
        return List.copyOf(stopped);
    }

    Map<Instant, Side> hours() {
        return new TreeMap<>(hours);
    }

    Side ofSuspects() {
        return ofSuspects;
    }

    Side ofOthers() {
        return ofOthers;
    }
}
