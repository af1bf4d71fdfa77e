package io.retrace.query.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest 20,000 of what a telling must remember, or those that were touched last; what is older is forgotten. */
final class Remembered<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;
    private static final int MAX = 20_000;

    private Remembered(boolean touchedLast) {
        super(16, 0.75f, touchedLast);
    }

    /** Remembers what was added last. */
    static <K, V> Map<K, V> newest() {
        return new Remembered<>(false);
    }

    /** Remembers what was added or asked for last. */
    static <K, V> Map<K, V> touchedLast() {
        return new Remembered<>(true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MAX;
    }
}
