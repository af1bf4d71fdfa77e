package io.retrace.query.console.steps;

import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Starts;
import io.retrace.query.steps.Steps;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the console's way through a recovery. */
@Configuration(proxyBeanMethods = false)
public class StepsViewConfiguration {

    @Bean
    StepsController consoleStepsController(
            Frames frames, Notices notices, Starts starts, Moments moments, Views views, Steps steps) {
        return new StepsController(frames, notices, starts, moments, views, steps);
    }
}
