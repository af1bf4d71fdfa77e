package io.retrace.query.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a telling must remember, in bounds: what is older is forgotten. */
final class Remembered<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;
    private static final int NEWEST = 20_000;
    private static final int TOUCHED_LAST = 80_000;

    private final int max;

    private Remembered(int max, boolean touchedLast) {
        super(16, 0.75f, touchedLast);
        this.max = max;
    }

    /** Remembers the 20,000 that were added last. */
    static <K, V> Map<K, V> newest() {
        return new Remembered<>(NEWEST, false);
    }

    /** Remembers the 80,000 that were added or asked for last. */
    static <K, V> Map<K, V> touchedLast() {
        return new Remembered<>(TOUCHED_LAST, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
