package io.retrace.wire.settings;

import io.retrace.model.policy.RecoveryMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules for links.
 *
 * @param lifespan how long one works; that of the profile, unless configured
 * @param baseUrl where links lead, if not to the public port's base URL
 * @param oneClick whether opening a link redeems it, as the peer has it; else it opens a page whose button does, because
 *     scanners of mail open links too
 */
public record LinkSettings(
        @Nullable Duration lifespan,
        @Nullable URI baseUrl,
        @DefaultValue("false") boolean oneClick) {

    /** How long a link works. */
    public Duration lifespan(Profile profile) {
        return Optional.ofNullable(lifespan).orElse(profile.policy().lifetime(RecoveryMethod.LINK));
    }
}
