package io.retrace.command.breach;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@value #KEPT_MAX} pages that were asked for last; of about 40 KB each. */
final class RangePages {

    private static final int KEPT_MAX = 100;

    private final Map<String, RangePage> kept = new LinkedHashMap<>(KEPT_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RangePage> eldest) {
            return size() > KEPT_MAX;
        }
    };

    synchronized Optional<RangePage> find(String prefix) {
        return Optional.ofNullable(kept.get(prefix));
    }

    synchronized void keep(String prefix, RangePage page) {
        kept.put(prefix, page);
    }
}
