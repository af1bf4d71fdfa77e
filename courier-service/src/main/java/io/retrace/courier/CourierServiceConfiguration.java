package io.retrace.courier;

import io.retrace.courier.channel.ChannelConfiguration;
import io.retrace.courier.delivery.DeliveryConfiguration;
import io.retrace.courier.inbox.EventInbox;
import io.retrace.courier.inbox.InboxConfiguration;
import io.retrace.courier.key.CourierKeyRotation;
import io.retrace.courier.key.KeyConfiguration;
import io.retrace.log.CourierKeys;
import io.retrace.log.EventDatabase;
import io.retrace.log.KeyDirectory;
import io.retrace.log.Pool;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.settings.RetraceSettings;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The whole courier. Whoever composes it brings a {@code Clock} and a {@code MeterRegistry}, and has migrated both
 * schemas.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetraceSettings.class)
@Import({KeyConfiguration.class, ChannelConfiguration.class, DeliveryConfiguration.class, InboxConfiguration.class})
public class CourierServiceConfiguration {

    @Bean
    CourierDatabase courierDatabase(RetraceSettings settings) {
        var login = settings.courier().database().login();
        CourierDatabase.MIGRATION.requireDone(login);
        return new CourierDatabase(Pool.open("courier", login));
    }

    @Bean
    CourierLog courierLog(RetraceSettings settings) {
        var login = settings.log().courier().login();
        EventDatabase.MIGRATION.requireDone(login);
        return new CourierLog(new EventDatabase(Pool.open("courier-log", login)));
    }

    @Bean
    CourierKeys courierKeys(CourierLog log, RetraceSettings settings) {
        return new CourierKeys(log.database(), keyDirectory(settings).ring("courier"));
    }

    @Bean
    CourierHealth courierHealth(CourierKeyRotation keys, EventInbox inbox) {
        return new CourierHealth(keys, inbox);
    }

    /** Without a listening courier no letter arrives, and without its key none can be closed. */
    @Bean
    Readiness courierReadiness(CourierHealth health) {
        return new Readiness() {
            @Override
            public String part() {
                return "courier";
            }

            @Override
            public boolean isReady() {
                return health.ready();
            }
        };
    }

    private static KeyDirectory keyDirectory(RetraceSettings settings) {
        var directory = Path.of(settings.keys().directory());
        return settings.dev() ? KeyDirectory.development(directory) : KeyDirectory.existing(directory);
    }
}
