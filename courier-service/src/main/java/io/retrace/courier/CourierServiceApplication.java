package io.retrace.courier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The courier as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(CourierServiceConfiguration.class)
public class CourierServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CourierServiceApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.keep-alive=true")
                .run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
