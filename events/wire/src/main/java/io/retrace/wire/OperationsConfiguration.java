package io.retrace.wire;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retrace.model.policy.Policy;
import io.retrace.wire.access.AccessConfiguration;
import io.retrace.wire.http.ConfigurationController;
import io.retrace.wire.http.CsrfFilter;
import io.retrace.wire.http.OperationsController;
import io.retrace.wire.http.PageForErrors;
import io.retrace.wire.http.PortFilter;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.http.UnexpectedAnswers;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** What every service shows whoever operates it: health, version, metrics and configuration. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class)
@PropertySource("classpath:io/retrace/wire/web.properties")
@EnableConfigurationProperties(RetraceSettings.class)
@Import(AccessConfiguration.class)
public class OperationsConfiguration {

    private static final int AFTER_CONTROLLERS = 1;
    private static final int AFTER_OTHER_FILTERS = 10;

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
    ConfigurationController configurationController(RetraceSettings settings, Optional<Policy> policy) {
        return new ConfigurationController(settings, policy);
    }

    @Bean
    UnexpectedAnswers unexpectedAnswers(Optional<PageForErrors> page) {
        return new UnexpectedAnswers(page);
    }

    /** Before the framework looks for a file or a welcome page, which puts paths that clients made up into the log. */
    @Bean
    SimpleUrlHandlerMapping whatNobodyAnswers(ObjectProvider<CsrfFilter> browsers) {
        HttpRequestHandler handler = (request, response) -> {
            browsers.ifAvailable(csrf -> csrf.greet(request, response));
            UnexpectedAnswers.notFound(request, response);
        };
        return new SimpleUrlHandlerMapping(Map.of("/**", handler), AFTER_CONTROLLERS);
    }

    @Bean
    FilterRegistrationBean<PortFilter> portFilter(RetraceSettings settings, Urls urls) {
        var filter = new FilterRegistrationBean<>(
                new PortFilter(urls, settings.serve().admin().port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + AFTER_OTHER_FILTERS);
        return filter;
    }
}
