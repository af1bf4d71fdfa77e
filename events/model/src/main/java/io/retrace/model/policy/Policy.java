package io.retrace.model.policy;

import io.retrace.model.budget.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every limit that a decision reads, validated. Its hash stands in each decision's envelope. Sources of the defaults:
 * spec section 17; of {@code refusalsMax}: design section 3.
 *
 * @param recoveryLifetime how long a recovery flow may be used; 1 s to 24 h
 * @param codeLifetime how long a code works, end exclusive; 1 s to 24 h
 * @param submissionsMax how many codes a flow judges; 1 to 255
 * @param refusalsMax how many refusals of a flow are events; 1 to 1,000
 * @param settingsLifetime how long a settings flow may be used; 1 s to 24 h
 * @param privilegedAgeMax how old a session may be that sets a password; 1 s to 24 h
 * @param sessionLifetime how long a session holds; 1 min to 400 days
 * @param passwordLengthMin in characters; 6 to 64
 * @param passwordLengthMax in bytes of UTF-8; 64 to 4,096
 * @param passwordSimilarityChecked whether a password like the person's address is refused
 * @param budgets what may be spent across flows; policies put on record before there were budgets have none
 * @param afterRecovery what a recovery brings with it; empty for nothing
 * @param methods by which methods accounts are recovered; policies put on record before there were links have none
 * @param recoverySessions what a session may not do that a recovery opened; empty for a session like any other
 * @param breaches how often a password may stand in data breaches; empty where nobody asks
 */
public record Policy(
        Duration recoveryLifetime,
        Duration codeLifetime,
        int submissionsMax,
        int refusalsMax,
        Duration settingsLifetime,
        Duration privilegedAgeMax,
        Duration sessionLifetime,
        int passwordLengthMin,
        int passwordLengthMax,
        boolean passwordSimilarityChecked,
        Optional<Budgets> budgets,
        Optional<AfterRecovery> afterRecovery,
        Optional<RecoveryMethods> methods,
        Optional<RecoverySessions> recoverySessions,
        Optional<BreachLimit> breaches) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofHours(24);

    public Policy {
        between("recoveryLifetime", recoveryLifetime, SECOND, DAY);
        between("codeLifetime", codeLifetime, SECOND, DAY);
        between("submissionsMax", submissionsMax, 1, 255);
        between("refusalsMax", refusalsMax, 1, 1_000);
        between("settingsLifetime", settingsLifetime, SECOND, DAY);
        between("privilegedAgeMax", privilegedAgeMax, SECOND, DAY);
        between("sessionLifetime", sessionLifetime, Duration.ofMinutes(1), Duration.ofDays(400));
        between("passwordLengthMin", passwordLengthMin, 6, 64);
        between("passwordLengthMax", passwordLengthMax, 64, 4_096);
    }

    /** One under which a recovery brings nothing with it. */
    public Policy(
            Duration recoveryLifetime,
            Duration codeLifetime,
            int submissionsMax,
            int refusalsMax,
            Duration settingsLifetime,
            Duration privilegedAgeMax,
            Duration sessionLifetime,
            int passwordLengthMin,
            int passwordLengthMax,
            boolean passwordSimilarityChecked,
            Optional<Budgets> budgets) {
        this(
                recoveryLifetime,
                codeLifetime,
                submissionsMax,
                refusalsMax,
                settingsLifetime,
                privilegedAgeMax,
                sessionLifetime,
                passwordLengthMin,
                passwordLengthMax,
                passwordSimilarityChecked,
                budgets,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The peer's defaults. */
    public static Policy kratos() {
        var hour = Duration.ofHours(1);
        return new Policy(hour, hour, 5, 50, hour, hour, DAY, 8, 1_024, true, Optional.of(Budgets.kratos()));
    }

    /**
     * For OWASP ASVS 5.0 level 2: a code or a link works for 10 minutes (6.5.5), and guesses, letters and flows are few
     * (6.3.1, 6.6.3); a recovery ends every session that there was (7.4.3), and its own session only sets a credential. What else the peer sets meets it already: single use, bound to the flow, passwords of 8 characters.
     */
    public static Policy asvsL2() {
        var hour = Duration.ofHours(1);
        var budgets = Optional.of(Budgets.asvsL2());
        var codeLifetime = Duration.ofMinutes(10);
        var after = Optional.of(AfterRecovery.REVOKE_ACTIVE_SESSIONS);
        var methods = new RecoveryMethods(RecoveryMethod.CODE, List.of(RecoveryMethod.CODE), codeLifetime);
        var sessions = Optional.of(RecoverySessions.CREDENTIALS_ONLY);
        return new Policy(
                hour,
                codeLifetime,
                5,
                50,
                hour,
                hour,
                DAY,
                8,
                1_024,
                true,
                budgets,
                after,
                Optional.of(methods),
                sessions,
                Optional.empty());
    }

    /** By which methods accounts are recovered. */
    public RecoveryMethods recoverable() {
        return methods.orElse(RecoveryMethods.CODE_ONLY);
    }

    /** How long what a letter hands over works. */
    public Duration lifetime(RecoveryMethod method) {
        return switch (method) {
            case CODE -> codeLifetime;
            case LINK -> recoverable().linkLifetime();
        };
    }

    /** What may be spent across flows. */
    public Budgets spending() {
        return budgets.orElse(Budgets.NONE);
    }

    /**
     * Whether a session is fresh enough to change what signs in, recovers or is verified (spec section 9.5).
     *
     * @param authenticatedAt when its person last showed who they are
     */
    public boolean isPrivileged(Instant authenticatedAt, Instant at) {
        return at.isBefore(authenticatedAt.plus(privilegedAgeMax));
    }

    static <T extends Comparable<T>> void between(String name, T value, T low, T high) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException(name + " must be from " + low + " to " + high + ", was " + value);
        }
    }
}
