package io.retrace.courier.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a letter that was put off is tried again: each pause twice the one before, up to a limit, and of each a random
 * half to whole, so that letters that failed together do not come back together.
 *
 * @param attemptsMax how often a letter is tried in all; 1 to 100
 * @param base the pause after the first attempt; at least 1 ms
 * @param cap the longest pause; not shorter than {@code base}
 */
public record RetryPolicy(int attemptsMax, Duration base, Duration cap) {

    private static final int ATTEMPTS_LIMIT = 100;
    /** Beyond this many doublings every pause is the longest; it also keeps the shift in range. */
    private static final int DOUBLINGS_MAX = 30;

    public RetryPolicy {
        if (attemptsMax < 1 || attemptsMax > ATTEMPTS_LIMIT) {
            throw new IllegalArgumentException("attemptsMax must be from 1 to 100, was " + attemptsMax);
        }
        if (base.toMillis() < 1) {
            throw new IllegalArgumentException("base must be at least 1 ms, was " + base);
        }
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("cap must be at least base, was " + cap);
        }
    }

    /** How long to pause after an attempt, counted from 1; empty after the last. */
    public Optional<Duration> pauseAfter(int attempt, RandomGenerator random) {
        if (attempt >= attemptsMax) {
            return Optional.empty();
        }
        return Optional.of(pauseWhileAway(attempt, random));
    }

    /** How long to pause after an attempt, counted from 1, that met no mail server; no such attempt is the last. */
    public Duration pauseWhileAway(int attempt, RandomGenerator random) {
        long whole = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempt - 1, DOUBLINGS_MAX));
        long half = whole / 2;
        return Duration.ofMillis(half + random.nextLong(whole - half + 1));
    }
}
