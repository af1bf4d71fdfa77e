package io.retrace.wire.access;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens again and again, by kind: the minutes that are not on record yet.
 *
 * @param <K> a kind; whoever counts keeps them few
 */
final class Windows<K> {

    private static final Logger log = LoggerFactory.getLogger(Windows.class);

    private final String what;
    private final Recorded<K> recorded;
    private final Map<K, Window> open = new ConcurrentHashMap<>();

    /** Puts a minute on record. */
    interface Recorded<K> {

        /**
         * Appends it.
         *
         * @throws NotOnRecord when it could not be
         */
        void append(K kind, Window window, Instant at);
    }

    /**
     * None is open.
     *
     * @param what is counted; stands in the log when it cannot be put on record at the end
     */
    Windows(String what, Recorded<K> recorded) {
        this.what = what;
        this.recorded = recorded;
    }

    /** Whether there is room for a kind among so many. */
    boolean hasRoomFor(K kind, int kindsMax) {
        return open.size() < kindsMax || open.containsKey(kind);
    }

    /** Counts one; nothing else happens to the kind meanwhile. */
    void count(K kind, BiFunction<K, @Nullable Window, Window> next) {
        open.compute(kind, next);
    }

    /** Puts on record what minutes brought that are over. */
    void flush(Instant now) {
        open.forEach((kind, window) -> {
            if (window.isOver(now)) {
                record(kind, now);
            }
        });
    }

    private void record(K kind, Instant now) {
        open.computeIfPresent(kind, (_, window) -> {
            if (window.times() > 0) {
                recorded.append(kind, window, now);
            }
            return null;
        });
    }

    /** Puts all of it on record, as far as the log takes it. */
    void close(Instant now) {
        try {
            open.keySet().forEach(kind -> record(kind, now));
        } catch (NotOnRecord e) {
            log.warn("counts are not on record what={} kinds={} cause={}", what, open.size(), e.getMessage());
        }
    }
}
