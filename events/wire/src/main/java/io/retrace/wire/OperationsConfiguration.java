package io.retrace.wire;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retrace.wire.http.OperationsController;
import io.retrace.wire.http.PortFilter;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.http.UnexpectedAnswers;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;

/** What every service shows whoever operates it: health, version and metrics. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@PropertySource("classpath:io/retrace/wire/web.properties")
@EnableConfigurationProperties(RetraceSettings.class)
public class OperationsConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Urls urls(RetraceSettings settings) {
        return Urls.of(settings);
    }

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean
    OperationsController operationsController(List<Readiness> readiness, PrometheusMeterRegistry metrics) {
        return new OperationsController(readiness, metrics);
    }

    @Bean
    UnexpectedAnswers unexpectedAnswers() {
        return new UnexpectedAnswers();
    }

    @Bean
    FilterRegistrationBean<PortFilter> portFilter(RetraceSettings settings, Urls urls) {
        var filter = new FilterRegistrationBean<>(
                new PortFilter(urls, settings.serve().admin().port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
