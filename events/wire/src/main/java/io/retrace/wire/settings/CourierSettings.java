package io.retrace.wire.settings;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The courier.
 *
 * @param messageRetries how often a letter is tried again that the mail server refused; then it is given up
 * @param retryPauseMax the pauses between attempts double up to it
 * @param database its queue
 * @param owner of its database's schema; for migrations only, a running service needs none
 */
public record CourierSettings(
        @DefaultValue Smtp smtp,
        @DefaultValue("5") int messageRetries,
        @DefaultValue("1m") Duration retryPauseMax,
        @NestedConfigurationProperty @DefaultValue Database database,
        @NestedConfigurationProperty @DefaultValue Database owner) {

    /**
     * The mail server.
     *
     * @param connectionUri {@code smtp://[user:password@]host:port} or {@code smtps://…}, with
     *     {@code disable_starttls=true} where the server has none
     * @param fromAddress whom letters come from
     * @param fromName the name beside that address; none if empty
     */
    public record Smtp(
            @DefaultValue("smtp://127.0.0.1:1025/?disable_starttls=true")
            URI connectionUri,

            @DefaultValue("no-reply@retrace.invalid") String fromAddress,
            @DefaultValue("") String fromName) {

        @Override
        public String toString() {
            return "Smtp[host=" + connectionUri.getHost() + "]";
        }
    }
}
