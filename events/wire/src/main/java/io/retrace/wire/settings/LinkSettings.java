package io.retrace.wire.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules for links.
 *
 * @param lifespan how long one works; 1 s to 24 h
 * @param baseUrl where links lead, if not to the public port's base URL
 * @param oneClick whether opening a link redeems it, as the peer has it; else it opens a page whose button does, because
 *     scanners of mail open links too
 */
public record LinkSettings(
        @DefaultValue("1h") Duration lifespan,
        @Nullable URI baseUrl,
        @DefaultValue("false") boolean oneClick) {}
