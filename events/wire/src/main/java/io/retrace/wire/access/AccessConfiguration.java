package io.retrace.wire.access;

import io.retrace.log.AccessTokens;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Guards the admin port; with the tokens of the log where the service has it, which the courier has not. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    private static final int BEHIND_THE_ONE_THAT_ADDS_ADMIN = 11;

    @Bean
    Identification identification(ObjectProvider<AdminLog> logs, RetraceSettings settings, Urls urls, Clock clock) {
        var tokens = logs.stream()
                .findFirst()
                .map(log -> new AccessTokens(log.database().pool()));
        return new Identification(
                settings.serve().admin().host(),
                URI.create(urls.adminBase()).getHost(),
                tokens,
                OidcTokens.of(settings.access(), clock),
                clock);
    }

    /** Looked at when the web server is built and does not listen yet. */
    @Bean
    SmartInitializingSingleton accessAtStart(Identification identification) {
        return identification::requireThatSomebodyMay;
    }

    @Bean
    SignIn signIn(Identification identification, Optional<Denials> denials, Urls urls) {
        return new SignIn(identification, denials, urls);
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            Identification identification,
            Optional<Denials> denials,
            ObjectProvider<PageForStrangers> pages,
            RetraceSettings settings) {
        var filter = new FilterRegistrationBean<>(new AccessFilter(
                settings.serve().admin().port(),
                identification,
                denials,
                pages.stream().findFirst()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + BEHIND_THE_ONE_THAT_ADDS_ADMIN);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD));
        return filter;
    }
}
