package io.retrace.query;

import io.retrace.query.audit.AuditConfiguration;
import io.retrace.query.feed.FeedConfiguration;
import io.retrace.query.flow.FlowConfiguration;
import io.retrace.query.identity.IdentityReadConfiguration;
import io.retrace.query.session.SessionConfiguration;
import io.retrace.wire.WireConfiguration;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Builds the service that remembers. */
@Configuration(proxyBeanMethods = false)
@Import({
    WireConfiguration.class,
    FeedConfiguration.class,
    AuditConfiguration.class,
    FlowConfiguration.class,
    SessionConfiguration.class,
    IdentityReadConfiguration.class
})
public class QueryServiceConfiguration {

    @Bean(destroyMethod = "close")
    QuerySide querySide(RetraceSettings settings, Clock clock) {
        return QuerySide.open(settings, clock);
    }
}
