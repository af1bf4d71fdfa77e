package io.retrace.query.steps;

import io.retrace.query.QuerySide;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Urls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what steps through a recovery. */
@Configuration(proxyBeanMethods = false)
public class StepsConfiguration {

    @Bean
    Steps steps(Moments moments, Histories histories, QuerySide side, Urls urls) {
        var spenders = new Spenders(side.database(), side.codec(), moments);
        return new Steps(histories, spenders, new RecoveryJson(urls, Reveal.CLOSED, Reveal.CLOSED));
    }

    @Bean
    StepsController stepsController(Moments moments, Views views, Steps steps) {
        return new StepsController(moments, views, steps);
    }
}
