package io.retrace.courier.key;

import io.retrace.courier.CourierDatabase;
import io.retrace.log.CourierKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The courier's keys. */
@Configuration(proxyBeanMethods = false)
public class KeyConfiguration {

    @Bean
    PrivateKeyTable privateKeyTable(CourierDatabase database) {
        return new PrivateKeyTable(database);
    }

    @Bean
    LetterOpeners letterOpeners(PrivateKeyTable table, CourierKeys keys) {
        return new LetterOpeners(table, keys);
    }

    @Bean
    CourierKeyRotation courierKeyRotation(PrivateKeyTable table, CourierKeys keys, LetterOpeners openers, Clock clock) {
        return new CourierKeyRotation(table, keys, openers, clock);
    }
}
