package io.retrace.model.policy;

/** What a recovery brings with it besides the account. */
public enum AfterRecovery {
    /** Every session that the person had ends (OWASP ASVS 5.0, 7.4.3). */
    REVOKE_ACTIVE_SESSIONS
}
