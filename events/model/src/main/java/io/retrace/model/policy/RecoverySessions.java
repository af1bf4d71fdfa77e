package io.retrace.model.policy;

/** What a session may not do that a recovery opened. */
public enum RecoverySessions {
    /** It sets a credential, and nothing else (NIST SP 800-63B, OWASP's guidance on forgotten passwords). */
    CREDENTIALS_ONLY
}
