package io.retrace.model.policy;

import java.util.Optional;

/** Policies for tests that are like another but for one thing. */
public final class PolicyWith {

    private PolicyWith() {}

    /** The same, under which every session that there was ends. */
    public static Policy sessionsRevoked(Policy like) {
        return like(
                like,
                Optional.of(AfterRecovery.REVOKE_ACTIVE_SESSIONS),
                like.methods(),
                like.recoverySessions(),
                like.breaches());
    }

    /** The same by other methods. */
    public static Policy methods(Policy like, RecoveryMethods methods) {
        return like(like, like.afterRecovery(), Optional.of(methods), like.recoverySessions(), like.breaches());
    }

    /** The same, where a recovery's session only sets a credential. */
    public static Policy credentialsOnly(Policy like) {
        return like(
                like,
                like.afterRecovery(),
                like.methods(),
                Optional.of(RecoverySessions.CREDENTIALS_ONLY),
                like.breaches());
    }

    /** The same, asking for data breaches. */
    public static Policy breaches(Policy like, BreachLimit breaches) {
        return like(like, like.afterRecovery(), like.methods(), like.recoverySessions(), Optional.of(breaches));
    }

    private static Policy like(
            Policy like,
            Optional<AfterRecovery> afterRecovery,
            Optional<RecoveryMethods> methods,
            Optional<RecoverySessions> recoverySessions,
            Optional<BreachLimit> breaches) {
        return new Policy(
                like.recoveryLifetime(),
                like.codeLifetime(),
                like.submissionsMax(),
                like.refusalsMax(),
                like.settingsLifetime(),
                like.privilegedAgeMax(),
                like.sessionLifetime(),
                like.passwordLengthMin(),
                like.passwordLengthMax(),
                like.passwordSimilarityChecked(),
                like.budgets(),
                afterRecovery,
                methods,
                recoverySessions,
                breaches);
    }
}
