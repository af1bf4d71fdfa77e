package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import java.util.List;

/** Whether the log tells enough of a request to decide it otherwise. */
final class Judgement {

    private Judgement() {}

    /**
     * Whether a request that was turned away unread, so that the log holds nothing of what it sent, is read in this
     * telling: a code that was not judged, whatever met an expired flow or one that had judged its last code.
     */
    static boolean isUnknown(List<Event> recorded, List<Event> again) {
        return recorded.stream().allMatch(Judgement::isUnread) && again.stream().anyMatch(Judgement::isRead);
    }

    private static boolean isUnread(Event event) {
        return switch (event) {
            case CodeRejected e -> e.reason() == CodeRejection.THROTTLED;
            case RecoveryThrottled _, RecoveryExpired _, RecoveryReplaced _, RefusalsSuppressed _ -> true;
            default -> isOpenedInstead(event);
        };
    }

    private static boolean isOpenedInstead(Event event) {
        return event instanceof RecoveryInitiated opened && opened.replaces().isPresent();
    }

    private static boolean isRead(Event event) {
        return switch (event) {
            case CodeRejected e -> e.reason() != CodeRejection.THROTTLED;
            case CodeAccepted _, LinkRedeemed _, LinkRejected _, RecoveryEmailRequested _ -> true;
            default -> false;
        };
    }
}
