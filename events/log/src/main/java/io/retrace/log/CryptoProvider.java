package io.retrace.log;

import java.security.Security;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conscrypt behind the platform's own providers. Tink takes it where it is: X25519 is six times as fast then, and a
 * thread's first nonce does not cost a look for it (2026-11-22, 2 cores: closing a letter 73 µs instead of 430).
 */
final class CryptoProvider {

    private static final Logger log = LoggerFactory.getLogger(CryptoProvider.class);

    private CryptoProvider() {}

    /** Registers it for the process, once; without it everything works, slower. */
    static void register() {
        if (Conscrypt.isAvailable()) {
            Security.addProvider(Conscrypt.newProvider());
        } else {
            log.info("no Conscrypt for this platform, sealing is slower");
        }
    }
}
