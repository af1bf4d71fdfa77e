package io.retrace.command.secret;

import io.retrace.log.KeyRing;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/** Where secrets come from, and what is kept of them. */
public final class SecretSource {

    private static final int CODES = 1_000_000;
    private static final String TOKEN_PREFIX = "ory_st_";
    private static final String LINK_PREFIX = "link ";
    private static final int TOKEN_LENGTH = 32;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();
    private final KeyRing codePeppers;
    private final KeyRing sessionKeys;

    public SecretSource(KeyRing codePeppers, KeyRing sessionKeys) {
        this.codePeppers = codePeppers;
        this.sessionKeys = sessionKeys;
    }

    /** Six digits, each code as likely as any other: {@code nextInt(bound)} rejects what would make some likelier. */
    public RecoveryCode newCode() {
        return new RecoveryCode(String.format(Locale.ROOT, "%06d", random.nextInt(CODES)));
    }

    /** 190 bits of chance in the peer's form. */
    public SessionToken newToken() {
        return new SessionToken(TOKEN_PREFIX + chance());
    }

    /** 190 bits of chance, which no URL needs to encode. */
    public LinkToken newLinkToken() {
        return new LinkToken(chance());
    }

    private String chance() {
        var text = new StringBuilder(TOKEN_LENGTH);
        for (int i = 0; i < TOKEN_LENGTH; i++) {
            text.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    /** What is kept of a new code. */
    public SecretMac macOf(RecoveryCode code) {
        return codePeppers.mac(bytes(code.digits()));
    }

    /** What may be kept of a submitted code: its MAC under each live pepper. */
    public List<SecretMac> macsOf(RecoveryCode code) {
        return codePeppers.macs(bytes(code.digits()));
    }

    /** What is kept of a new link's token; a code with the same text has another. */
    public SecretMac macOf(LinkToken token) {
        return codePeppers.mac(bytes(LINK_PREFIX + token.text()));
    }

    /** What may be kept of a token that somebody came with: its MAC under each live pepper. */
    public List<SecretMac> macsOf(LinkToken token) {
        return codePeppers.macs(bytes(LINK_PREFIX + token.text()));
    }

    /** What is kept of a new session's token. */
    public SecretMac macOf(SessionToken token) {
        return sessionKeys.mac(bytes(token.text()));
    }

    /** The token of a session's logout link; nobody else can compute it. */
    public String logoutToken(SessionId session) {
        return sessionKeys.mac(logoutOf(session)).mac();
    }

    /** Whether a token is that of the session. */
    public boolean isLogoutToken(String token, SessionId session) {
        return sessionKeys.macs(logoutOf(session)).stream()
                .anyMatch(mac -> MessageDigest.isEqual(bytes(mac.mac()), bytes(token)));
    }

    private static byte[] logoutOf(SessionId session) {
        return bytes("logout " + session.stream());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
