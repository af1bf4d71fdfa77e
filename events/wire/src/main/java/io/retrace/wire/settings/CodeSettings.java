package io.retrace.wire.settings;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules for codes.
 *
 * @param lifespan how long one works; that of the profile, unless configured
 * @param maxSubmissions how many codes a flow judges
 */
public record CodeSettings(
        @Nullable Duration lifespan, @DefaultValue("5") int maxSubmissions) {

    /** How long a code works. */
    public Duration lifespan(Profile profile) {
        return Optional.ofNullable(lifespan).orElse(profile.policy().codeLifetime());
    }
}
