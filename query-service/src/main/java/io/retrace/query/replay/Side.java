package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to some requests, and what would have. */
final class Side {

    private final Counts recorded = new Counts();
    private final Counts told = new Counts();
    private Optional<Instant> firstCut = Optional.empty();
    private long cut;
    private long stopped;

    /** How often what matters happened. */
    private static final class Counts {

        private long opened;
        private long judged;
        private long letters;
        private long throttled;
        private long completed;

        private void add(Event event) {
            switch (event) {
                case CodeRejected e when e.reason() == CodeRejection.THROTTLED -> {}
                // what an attacker has of guesses
                case CodeRejected _, CodeAccepted _, LinkRejected _, LinkRedeemed _ -> judged++;
                case RecoveryInitiated _ -> opened++;
                case RecoveryEmailRequested _ -> letters++;
                case RecoveryThrottled _ -> throttled++;
                case RecoveryCompleted _ -> completed++;
                default -> {}
            }
        }

        private Report.Counts total() {
            return new Report.Counts(opened, judged, letters, throttled, completed);
        }
    }

    void add(List<Event> events, List<Event> again) {
        events.forEach(recorded::add);
        again.forEach(told::add);
    }

    void stop() {
        stopped++;
    }

    /** The story of one more flow takes another way. */
    void cut(Instant at) {
        cut++;
        firstCut = firstCut.or(() -> Optional.of(at));
    }

    /** All that was counted. */
    Report.Group group() {
        return new Report.Group(recorded.total(), told.total(), cut, stopped, firstCut);
    }
}
