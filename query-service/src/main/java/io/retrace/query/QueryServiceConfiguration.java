package io.retrace.query;

import io.retrace.log.RecentEvents;
import io.retrace.query.asof.AsOfConfiguration;
import io.retrace.query.audit.AuditConfiguration;
import io.retrace.query.console.ConsoleConfiguration;
import io.retrace.query.console.identity.IdentityViewConfiguration;
import io.retrace.query.console.lab.LabConfiguration;
import io.retrace.query.console.projection.ProjectionPagesConfiguration;
import io.retrace.query.console.search.SearchConfiguration;
import io.retrace.query.console.steps.StepsViewConfiguration;
import io.retrace.query.console.timeline.TimelineViewConfiguration;
import io.retrace.query.feed.FeedConfiguration;
import io.retrace.query.flow.FlowConfiguration;
import io.retrace.query.identity.IdentityReadConfiguration;
import io.retrace.query.replay.ReplayConfiguration;
import io.retrace.query.session.SessionConfiguration;
import io.retrace.query.steps.StepsConfiguration;
import io.retrace.query.timeline.TimelineConfiguration;
import io.retrace.wire.WireConfiguration;
import io.retrace.wire.access.AdminLog;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Builds the service that remembers. */
@Configuration(proxyBeanMethods = false)
@Import({
    RecentEvents.class,
    WireConfiguration.class,
    FeedConfiguration.class,
    ProjectionPagesConfiguration.class,
    AuditConfiguration.class,
    AsOfConfiguration.class,
    StepsConfiguration.class,
    TimelineConfiguration.class,
    FlowConfiguration.class,
    SessionConfiguration.class,
    IdentityReadConfiguration.class,
    ReplayConfiguration.class,
    LabConfiguration.class,
    ConsoleConfiguration.class,
    SearchConfiguration.class,
    TimelineViewConfiguration.class,
    StepsViewConfiguration.class,
    IdentityViewConfiguration.class
})
public class QueryServiceConfiguration {

    @Bean(destroyMethod = "close")
    QuerySide querySide(RetraceSettings settings, Clock clock, RecentEvents recent) {
        return QuerySide.open(settings, clock, recent);
    }

    @Bean
    AdminLog queryAdminLog(QuerySide side) {
        return new AdminLog(side.database(), side.codec(), side.sealing());
    }
}
