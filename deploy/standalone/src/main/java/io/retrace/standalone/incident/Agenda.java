package io.retrace.standalone.incident;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Who does what when. One step after the other, so that the log has them in the order of their times. */
final class Agenda {

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private final SetClock clock;
    private long number;

    Agenda(SetClock clock) {
        this.clock = clock;
    }

    /** Something that somebody does; it may put more on the agenda. */
    interface Step {
        void take() throws IOException, InterruptedException;
    }

    private record Entry(Instant at, long number, Step step) {}

    void at(Instant time, Step step) {
        entries.add(new Entry(time, number++, step));
    }

    /** Takes every step, each when the clock says so. */
    void run() throws IOException, InterruptedException {
        for (var next = entries.poll(); next != null; next = entries.poll()) {
            clock.putForward(next.at());
            next.step().take();
        }
    }
}
