package io.retrace.wire.access;

import io.retrace.log.Chore;
import io.retrace.log.OperationLog;
import io.retrace.wire.http.ClientAddress;
import io.retrace.wire.http.Origins;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts on record what happens on the admin port of a service that has the log. */
@Configuration(proxyBeanMethods = false)
public class RecordsConfiguration {

    private static final Duration FLUSH_PAUSE = Duration.ofSeconds(5);

    private static final List<String> PAGES_WITHOUT_AUDIT_DATA = List.of(
            "/admin/console/login",
            "/admin/console/logout",
            "/admin/console/help",
            "/admin/console/assets/**",
            "/admin/console/projections/**");

    @Bean
    Recorder recorder(ObjectProvider<AdminLog> logs, RetraceSettings settings, Clock clock) {
        var log = logs.stream().findFirst().orElseThrow();
        var trusted = settings.http().trustedProxies().stream()
                .map(ClientAddress.Network::new)
                .toList();
        return new Recorder(
                new OperationLog(log.database().pool(), log.codec(), Software.NAME),
                new Origins(log.sealing(), trusted, Software.NAME),
                clock);
    }

    @Bean
    AdminRoutes adminRoutes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new AdminRoutes(() -> mappings.getObject().getHandlerMethods().keySet());
    }

    @Bean(destroyMethod = "close")
    Denials denials(Recorder recorder, AdminRoutes routes) {
        return new Denials(recorder, routes);
    }

    @Bean(destroyMethod = "close")
    AuditReads auditReads(Recorder recorder, AdminRoutes routes) {
        return new AuditReads(recorder, routes);
    }

    @Bean(destroyMethod = "close")
    Chore denialsOnRecord(Denials denials) {
        return new Chore("denials", FLUSH_PAUSE, denials::flush);
    }

    @Bean(destroyMethod = "close")
    Chore readsOnRecord(AuditReads reads) {
        return new Chore("audit-reads", FLUSH_PAUSE, reads::flush);
    }

    @Bean
    WebMvcConfigurer recordedPaths(AuditReads reads) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(reads)
                        .addPathPatterns("/admin/audit/**", "/admin/replays/**", "/admin/console/*/**")
                        .excludePathPatterns(PAGES_WITHOUT_AUDIT_DATA);
            }
        };
    }

    @Bean
    Reveal reveal(ObjectProvider<AdminLog> logs, Recorder recorder, Denials denials, AdminRoutes routes) {
        return new Reveal(
                recorder,
                denials,
                routes,
                logs.stream().findFirst().orElseThrow().sealing());
    }

    @Bean
    AccessAnswers accessAnswers() {
        return new AccessAnswers();
    }
}
