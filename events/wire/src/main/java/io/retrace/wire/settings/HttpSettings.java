package io.retrace.wire.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to believe, and how long to wait for clients.
 *
 * @param trustedProxies CIDR blocks whose forwarding headers tell the client's address
 * @param headTimeout how long a request line and headers may take to arrive, from their first byte on
 * @param bodyTimeout how long a body may take to arrive. After each, up to 5 s more may pass until a client
 *     that sends nothing at all is noticed
 */
public record HttpSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("30s") Duration bodyTimeout) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
