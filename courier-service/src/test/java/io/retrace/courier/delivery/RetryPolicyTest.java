package io.retrace.courier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RandomGenerator LEAST = fixed(0);
    private static final RandomGenerator MOST = fixed(-1);

    private final RetryPolicy policy = new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void the_first_pause_is_half_the_base_to_the_base() {
        assertThat(policy.pauseAfter(1, LEAST)).contains(Duration.ofMillis(500));
        assertThat(policy.pauseAfter(1, MOST)).contains(Duration.ofSeconds(1));
    }

    @Test
    void each_pause_is_twice_the_one_before() {
        assertThat(policy.pauseAfter(2, MOST)).contains(Duration.ofSeconds(2));
        assertThat(policy.pauseAfter(3, MOST)).contains(Duration.ofSeconds(4));
    }

    @Test
    void no_pause_is_longer_than_the_cap() {
        assertThat(policy.pauseAfter(4, MOST)).contains(Duration.ofSeconds(5));
        assertThat(policy.pauseAfter(5, MOST)).contains(Duration.ofSeconds(5));
    }

    @Test
    void after_the_last_attempt_there_is_none() {
        assertThat(policy.pauseAfter(6, MOST)).isEmpty();
        assertThat(policy.pauseAfter(7, MOST)).isEmpty();
    }

    @Test
    void many_attempts_do_not_overflow() {
        var patient = new RetryPolicy(100, Duration.ofSeconds(1), Duration.ofMinutes(5));

        assertThat(patient.pauseAfter(99, MOST)).contains(Duration.ofMinutes(5));
    }

    @Test
    void a_policy_that_makes_no_sense_cannot_be() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(0, second, second))
                .hasMessage("attemptsMax must be from 1 to 100, was 0");
        assertThatThrownBy(() -> new RetryPolicy(101, second, second))
                .hasMessage("attemptsMax must be from 1 to 100, was 101");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, second))
                .hasMessage("base must be at least 1 ms, was PT0S");
        assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ofMillis(999)))
                .hasMessage("cap must be at least base, was PT0.999S");
    }

    /** Draws the lowest number each time, or the highest. */
    private static RandomGenerator fixed(long bits) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return bits;
            }

            @Override
            public long nextLong(long bound) {
                return bits == 0 ? 0 : bound - 1;
            }
        };
    }
}
