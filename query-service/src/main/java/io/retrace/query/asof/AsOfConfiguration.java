package io.retrace.query.asof;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what tells how things were. */
@Configuration(proxyBeanMethods = false)
public class AsOfConfiguration {

    @Bean
    Moments moments(QuerySide side, Clock clock) {
        return new Moments(side.database(), clock);
    }

    @Bean
    Views views(QuerySide side) {
        return new Views(side.database());
    }

    @Bean
    Histories histories(QuerySide side, Moments moments) {
        return new Histories(side.database(), side.codec(), moments);
    }

    @Bean
    Projection addressProjection(ViewDatabase database) {
        return new AddressProjection(database);
    }

    @Bean
    States states(Histories histories, QuerySide side) {
        return new States(histories, side.codec());
    }

    @Bean
    StateController stateController(Moments moments, Views views, States states, Histories histories, Urls urls) {
        return new StateController(
                moments, views, states, histories, new RecoveryJson(urls, Reveal.CLOSED, Reveal.CLOSED));
    }
}
