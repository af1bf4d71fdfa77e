package io.retrace.wire;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.OperationsController;
import io.retrace.wire.http.PortFilter;
import io.retrace.wire.http.PublicHeaders;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.http.UnexpectedAnswers;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** One web server on two ports, and what controllers of either service need. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(RetraceSettings.class)
public class WireConfiguration {

    private static final int HEADER_BYTES_MAX = 16 << 10;
    private static final int HEADER_TIMEOUT_MS = 5_000;
    private static final int KEEP_ALIVE_MS = 120_000;
    private static final int CONNECTIONS_MAX = 4_096;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Urls urls(RetraceSettings settings) {
        return Urls.of(settings);
    }

    @Bean
    CsrfCookie csrfCookie(RetraceSettings settings) {
        return new CsrfCookie(settings);
    }

    @Bean
    IdentitySchemas identitySchemas(RetraceSettings settings) {
        return new IdentitySchemas(settings.identity());
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
    FilterRegistrationBean<PublicHeaders> publicHeaders(RetraceSettings settings) {
        var serve = settings.serve();
        var filter = new FilterRegistrationBean<>(
                new PublicHeaders(serve.publik().cors(), serve.admin().port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<PortFilter> portFilter(RetraceSettings settings, Urls urls) {
        var filter = new FilterRegistrationBean<>(
                new PortFilter(urls, settings.serve().admin().port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> twoPorts(RetraceSettings settings) {
        return factory -> {
            var publik = settings.serve().publik();
            var admin = settings.serve().admin();
            factory.addConnectorCustomizers(connector -> limit(connector, publik.host(), publik.port()));
            var second = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            limit(second, admin.host(), admin.port());
            factory.addAdditionalConnectors(second);
            factory.setDisableMBeanRegistry(true);
        };
    }

    /** Bounds of a port (spec section 1.1); every request has a virtual thread of its own. */
    private static void limit(Connector connector, String host, int port) {
        connector.setPort(port);
        connector.setProperty("address", host);
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(HEADER_BYTES_MAX));
        connector.setProperty("connectionTimeout", String.valueOf(HEADER_TIMEOUT_MS));
        connector.setProperty("keepAliveTimeout", String.valueOf(KEEP_ALIVE_MS));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxConnections", String.valueOf(CONNECTIONS_MAX));
        connector.setProperty("tcpNoDelay", "true");
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
    }
}
