package io.retrace.query.session;

import io.retrace.query.QuerySide;
import io.retrace.wire.flow.SessionJson;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what says who is signed in. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

    @Bean
    WhoamiController whoamiController(QuerySide side, Urls urls, Clock clock) {
        return new WhoamiController(
                side.sessions(), side.sealing(), new SessionJson(urls, side.sealing()::open), clock);
    }
}
