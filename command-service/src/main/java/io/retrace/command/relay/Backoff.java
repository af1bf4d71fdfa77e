package io.retrace.command.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: each twice the one before, up to a limit, and of each a random half to whole. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to pause before the next attempt. */
    Duration pause() {
        var whole = next;
        next = whole.multipliedBy(2).compareTo(MAX) < 0 ? whole.multipliedBy(2) : MAX;
        return Duration.ofMillis(whole.toMillis() / 2 + random.nextLong(whole.toMillis() / 2 + 1));
    }

    /** It worked; the next trouble begins with short pauses again. */
    void reset() {
        next = FIRST;
    }
}
