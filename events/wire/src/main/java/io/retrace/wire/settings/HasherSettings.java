package io.retrace.wire.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Password hashing; as many at once as there are cores.
 *
 * @param queueMax how many may wait for a core; 0 to 10,000
 * @param patience how long one waits; 1 ms to 1 min
 */
public record HasherSettings(
        @DefaultValue("64") int queueMax,
        @DefaultValue("5s") Duration patience) {

    private static final int QUEUE_BOUND = 10_000;
    private static final Duration PATIENCE_MIN = Duration.ofMillis(1);
    private static final Duration PATIENCE_MAX = Duration.ofMinutes(1);

    public HasherSettings {
        if (queueMax < 0 || queueMax > QUEUE_BOUND) {
            throw new IllegalArgumentException(
                    "hashers.queue_max must be from 0 to " + QUEUE_BOUND + ", was " + queueMax);
        }
        if (patience.compareTo(PATIENCE_MIN) < 0 || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "hashers.patience must be from " + PATIENCE_MIN + " to " + PATIENCE_MAX + ", was " + patience);
        }
    }
}
