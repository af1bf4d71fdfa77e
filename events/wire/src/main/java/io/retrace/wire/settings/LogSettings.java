package io.retrace.wire.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The event log, as each role sees it.
 *
 * @param command the login of the command-service
 * @param query the login of the query-service; its views are in the same database
 * @param courier the login by which the courier puts its daily public key there
 * @param owner of the schemas of log and views; for migrations only, a running service needs none
 * @param appendPatience how long a request waits for its events to be committed; then it is answered 503
 */
public record LogSettings(
        @NestedConfigurationProperty @DefaultValue Database command,
        @NestedConfigurationProperty @DefaultValue Database query,
        @NestedConfigurationProperty @DefaultValue Database courier,
        @NestedConfigurationProperty @DefaultValue Database owner,
        @DefaultValue("10s") Duration appendPatience) {}
