package io.retrace.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retrace.model.budget.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    @Test
    void the_defaults_are_the_peers() {
        assertThat(Policy.kratos())
                .isEqualTo(
                        new Policy(HOUR, HOUR, 5, 50, HOUR, HOUR, DAY, 8, 1_024, true, Optional.of(Budgets.kratos())));
    }

    @Test
    void
            for_asvs_level_2_a_code_works_for_ten_minutes_budgets_are_small_and_a_recovery_ends_sessions_and_opens_a_narrow_one() {
        var tenMinutes = Duration.ofMinutes(10);

        assertThat(Policy.asvsL2())
                .isEqualTo(new Policy(
                        HOUR,
                        tenMinutes,
                        5,
                        50,
                        HOUR,
                        HOUR,
                        DAY,
                        8,
                        1_024,
                        true,
                        Optional.of(Budgets.asvsL2()),
                        Optional.of(AfterRecovery.REVOKE_ACTIVE_SESSIONS),
                        Optional.of(new RecoveryMethods(
                                RecoveryMethod.CODE, List.of(RecoveryMethod.CODE), Duration.ofMinutes(10))),
                        Optional.of(RecoverySessions.CREDENTIALS_ONLY),
                        Optional.empty()));
    }

    @Test
    void a_session_is_privileged_until_the_very_instant_at_which_it_is_too_old() {
        var began = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(Policy.kratos().isPrivileged(began, began.plus(HOUR).minusNanos(1_000)))
                .isTrue();
        assertThat(Policy.kratos().isPrivileged(began, began.plus(HOUR))).isFalse();
    }

    @Test
    void a_password_may_stand_in_a_hundred_breaches_at_most() {
        assertThat(new BreachLimit(0, true).occurrencesMax()).isZero();
        assertThat(new BreachLimit(100, false).unknownAccepted()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreachLimit(-1, true))
                .withMessage("occurrencesMax must be from 0 to 100, was -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new BreachLimit(101, true));
    }

    /** A limit, by how a policy is made that has this value for it. */
    record Limit<T>(String name, T low, T high, T below, T above, Function<T, Policy> policy) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Limit<?>> limits() {
        var minute = Duration.ofMinutes(1);
        var longest = Duration.ofDays(400);
        return Stream.of(
                lifetime(
                        "recoveryLifetime",
                        d -> new Policy(d, HOUR, 5, 50, HOUR, HOUR, DAY, 8, 1_024, true, Optional.empty())),
                lifetime(
                        "codeLifetime",
                        d -> new Policy(HOUR, d, 5, 50, HOUR, HOUR, DAY, 8, 1_024, true, Optional.empty())),
                count(
                        "submissionsMax",
                        1,
                        255,
                        n -> new Policy(HOUR, HOUR, n, 50, HOUR, HOUR, DAY, 8, 1_024, true, Optional.empty())),
                count(
                        "refusalsMax",
                        1,
                        1_000,
                        n -> new Policy(HOUR, HOUR, 5, n, HOUR, HOUR, DAY, 8, 1_024, true, Optional.empty())),
                lifetime(
                        "settingsLifetime",
                        d -> new Policy(HOUR, HOUR, 5, 50, d, HOUR, DAY, 8, 1_024, true, Optional.empty())),
                lifetime(
                        "privilegedAgeMax",
                        d -> new Policy(HOUR, HOUR, 5, 50, HOUR, d, DAY, 8, 1_024, true, Optional.empty())),
                new Limit<>(
                        "sessionLifetime",
                        minute,
                        longest,
                        minute.minus(NANO),
                        longest.plus(NANO),
                        d -> new Policy(HOUR, HOUR, 5, 50, HOUR, HOUR, d, 8, 1_024, true, Optional.empty())),
                count(
                        "passwordLengthMin",
                        6,
                        64,
                        n -> new Policy(HOUR, HOUR, 5, 50, HOUR, HOUR, DAY, n, 1_024, true, Optional.empty())),
                count(
                        "passwordLengthMax",
                        64,
                        4_096,
                        n -> new Policy(HOUR, HOUR, 5, 50, HOUR, HOUR, DAY, 8, n, true, Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("limits")
    <T> void a_limit_may_be_at_its_bounds(Limit<T> limit) {
        assertThat(limit.policy().apply(limit.low())).isNotNull();
        assertThat(limit.policy().apply(limit.high())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("limits")
    <T> void a_limit_beyond_its_bounds_is_refused_by_name(Limit<T> limit) {
        assertRefused(limit, limit.below());
        assertRefused(limit, limit.above());
    }

    private static <T> void assertRefused(Limit<T> limit, T value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limit.policy().apply(value))
                .withMessage("%s must be from %s to %s, was %s", limit.name(), limit.low(), limit.high(), value);
    }

    private static Limit<Duration> lifetime(String name, Function<Duration, Policy> policy) {
        return new Limit<>(name, SECOND, DAY, SECOND.minus(NANO), DAY.plus(NANO), policy);
    }

    private static Limit<Integer> count(String name, int low, int high, Function<Integer, Policy> policy) {
        return new Limit<>(name, low, high, low - 1, high + 1, policy);
    }
}
