package io.retrace.wire;

import io.retrace.wire.access.RecordsConfiguration;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.CsrfFilter;
import io.retrace.wire.http.PublicCors;
import io.retrace.wire.http.PublicHeaders;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.openapi.DescriptionController;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.Filter;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** One web server on two ports, and what controllers of either service need. */
@Configuration(proxyBeanMethods = false)
@Import({OperationsConfiguration.class, RecordsConfiguration.class})
public class WireConfiguration {

    @Bean
    CsrfCookie csrfCookie(RetraceSettings settings) {
        return new CsrfCookie(settings);
    }

    @Bean
    SessionCookie sessionCookie(RetraceSettings settings) {
        return new SessionCookie(settings);
    }

    @Bean
    IdentitySchemas identitySchemas(RetraceSettings settings) {
        return new IdentitySchemas(settings.identity());
    }

    @Bean
    DescriptionController descriptionController(Urls urls) {
        return new DescriptionController(urls);
    }

    @Bean
    FilterRegistrationBean<PublicCors> publicCors(RetraceSettings settings) {
        var serve = settings.serve();
        return filter(new PublicCors(serve.publik().cors(), serve.admin().port()), 0);
    }

    @Bean
    FilterRegistrationBean<PublicHeaders> publicHeaders(RetraceSettings settings) {
        return filter(new PublicHeaders(settings.serve().admin().port()), 1);
    }

    @Bean
    CsrfFilter csrfFilter(CsrfCookie cookie, RetraceSettings settings) {
        return new CsrfFilter(cookie, settings.serve().admin().port());
    }

    @Bean
    FilterRegistrationBean<CsrfFilter> csrfFilterBeforeRouting(CsrfFilter csrf) {
        return filter(csrf, 2);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> twoPorts(RetraceSettings settings) {
        return factory -> {
            var publik = settings.serve().publik();
            var admin = settings.serve().admin();
            factory.setProtocol(Ports.PROTOCOL);
            factory.addConnectorCustomizers(
                    connector -> Ports.listen(connector, publik.host(), publik.port(), settings.http()));
            var second = new Connector(Ports.PROTOCOL);
            Ports.listen(second, admin.host(), admin.port(), settings.http());
            factory.addAdditionalConnectors(second);
            factory.setDisableMBeanRegistry(true);
        };
    }

    /** @param place how many others come before it */
    private static <F extends Filter> FilterRegistrationBean<F> filter(F filter, int place) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }
}
