package io.retrace.query.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest of many things: what is older than 50,000 others is forgotten. */
final class Remembered<T> {

    private static final int REMEMBERED = 50_000;

    private final Map<T, Boolean> things = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    void add(T thing) {
        things.put(thing, true);
    }

    boolean contains(T thing) {
        return things.containsKey(thing);
    }
}
