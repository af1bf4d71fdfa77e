package io.retrace.wire.settings;

import io.retrace.model.policy.BreachLimit;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules for passwords, {@code retrace.selfservice.methods.password.config} (spec section 17).
 *
 * @param minPasswordLength in characters
 * @param maxPasswordLength in bytes of UTF-8; the peer's bcrypt stops at 72, Argon2id needs no such limit
 * @param identifierSimilarityCheckEnabled whether one like the person's address is refused
 * @param haveibeenpwnedEnabled whether it is asked how often a password stands in data breaches; off, unlike the peer's: an
 *     installation calls nobody that its owner did not name
 * @param haveibeenpwnedHost who is asked, over TLS; {@code http://} before it in development mode only
 * @param maxBreaches how often a password may stand there; 0 to 100
 * @param ignoreNetworkErrors whether a password passes while nobody answers
 */
public record PasswordSettings(
        @DefaultValue("8") int minPasswordLength,
        @DefaultValue("1024") int maxPasswordLength,
        @DefaultValue("true") boolean identifierSimilarityCheckEnabled,
        @DefaultValue("false") boolean haveibeenpwnedEnabled,
        @DefaultValue("api.pwnedpasswords.com") String haveibeenpwnedHost,
        @DefaultValue("0") int maxBreaches,
        @DefaultValue("true") boolean ignoreNetworkErrors) {

    private static final String PLAIN = "http://";

    /** How often a password may stand in data breaches; empty where nobody asks. */
    public Optional<BreachLimit> breaches() {
        return haveibeenpwnedEnabled
                ? Optional.of(new BreachLimit(maxBreaches, ignoreNetworkErrors))
                : Optional.empty();
    }

    /** Who is asked how often passwords stand in data breaches. */
    public URI breachesBase() {
        return URI.create(haveibeenpwnedHost.contains("://") ? haveibeenpwnedHost : "https://" + haveibeenpwnedHost);
    }

    /** Whether that goes over the wire in the clear. */
    boolean asksInTheClear() {
        return haveibeenpwnedHost.startsWith(PLAIN);
    }
}
