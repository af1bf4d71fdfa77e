package io.retrace.wire.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Password hashing; as many at once as there are cores.
 *
 * @param queueMax how many may wait for a core; beyond that the answer is 503
 * @param patience how long one waits for a core; then the answer is 503
 */
public record HasherSettings(
        @DefaultValue("64") int queueMax,
        @DefaultValue("5s") Duration patience) {}
