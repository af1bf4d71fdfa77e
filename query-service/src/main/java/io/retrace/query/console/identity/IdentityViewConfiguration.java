package io.retrace.query.console.identity;

import io.retrace.query.asof.Moments;
import io.retrace.query.asof.States;
import io.retrace.query.asof.Views;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Starts;
import io.retrace.query.timeline.Timelines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the console's view of accounts. */
@Configuration(proxyBeanMethods = false)
public class IdentityViewConfiguration {

    @Bean
    IdentityController consoleIdentityController(
            Frames frames,
            Notices notices,
            Starts starts,
            Moments moments,
            Views views,
            States states,
            Timelines timelines) {
        return new IdentityController(frames, notices, starts, moments, views, states, timelines);
    }
}
