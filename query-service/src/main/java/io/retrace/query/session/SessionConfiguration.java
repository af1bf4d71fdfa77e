package io.retrace.query.session;

import io.retrace.log.OwnSessions;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.flow.SessionJson;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what says who is signed in, and the view of which sessions there are. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

    @Bean
    SessionTable sessionTable(ViewDatabase database, QuerySide side) {
        return new SessionTable(database, side.codec());
    }

    @Bean
    Projection sessionProjection(SessionTable table) {
        return new SessionProjection(table);
    }

    @Bean
    WhoamiController whoamiController(QuerySide side, Urls urls, Clock clock) {
        return new WhoamiController(
                side.sessions(), new Devices(side.sealing()), new SessionJson(urls, side.sealing()::open), clock);
    }

    @Bean
    SessionPages sessionPages(QuerySide side, Urls urls) {
        return new SessionPages(new SessionJson(urls, side.sealing()::open), new Devices(side.sealing()));
    }

    @Bean
    SessionListController sessionListController(SessionTable table, SessionPages pages, Clock clock) {
        return new SessionListController(table, pages, clock);
    }

    @Bean
    OwnSessionsListController ownSessionsListController(QuerySide side, SessionPages pages, Urls urls, Clock clock) {
        return new OwnSessionsListController(
                side.sessions(), new OwnSessions(side.database(), side.codec()), pages, urls, clock);
    }
}
