package io.retrace.query.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What happened within an hour, and what would have. */
final class Hour {

    private static final int KINDS_MAX = 50;

    private final Side suspects = new Side();
    private final Side others = new Side();
    private final Map<String, Long> changed = new HashMap<>();

    Side suspects() {
        return suspects;
    }

    Side others() {
        return others;
    }

    /** One more decision comes out otherwise; as what. */
    void changed(String told) {
        if (changed.size() < KINDS_MAX || changed.containsKey(told)) {
            changed.merge(told, 1L, Long::sum);
        }
    }

    /** All that was counted. */
    Report.Hour report(Instant start) {
        return new Report.Hour(start, suspects.group(), others.group(), changed);
    }
}
