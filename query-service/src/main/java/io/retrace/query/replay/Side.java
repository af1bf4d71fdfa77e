package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to some requests, and what would have. */
final class Side {

    private final Counts recorded = new Counts();
    private final Counts told = new Counts();
    private Optional<Instant> firstCut = Optional.empty();
    private long stopped;

    /** How often what matters happened. */
    static final class Counts {

        private long judged;
        private long letters;
        private long throttled;
        private long completed;

        private void add(Event event) {
            switch (event) {
                case CodeRejected e when e.reason() == CodeRejection.THROTTLED -> {}
                case CodeRejected _, CodeAccepted _, LinkRejected _, LinkRedeemed _ -> judged++;
                case RecoveryEmailRequested _ -> letters++;
                case RecoveryThrottled _ -> throttled++;
                case RecoveryCompleted _ -> completed++;
                default -> {}
            }
        }

        /** Codes and links that were judged: what an attacker has of guesses. */
        long judged() {
            return judged;
        }

        /** Letters asked for. */
        long letters() {
            return letters;
        }

        /** Requests that a budget had nothing left for. */
        long throttled() {
            return throttled;
        }

        /** Accounts that were recovered. */
        long completed() {
            return completed;
        }
    }

    void add(List<Event> events, List<Event> again) {
        events.forEach(recorded::add);
        again.forEach(told::add);
    }

    void stop() {
        stopped++;
    }

    void cut(Instant at) {
        firstCut = firstCut.or(() -> Optional.of(at));
    }

    Counts recorded() {
        return recorded;
    }

    Counts told() {
        return told;
    }

    /** When a decision changed first. */
    Optional<Instant> firstCut() {
        return firstCut;
    }

    /** How many completed recoveries would not have been. */
    long stopped() {
        return stopped;
    }
}
