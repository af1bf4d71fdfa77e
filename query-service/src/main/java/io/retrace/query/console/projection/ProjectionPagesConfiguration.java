package io.retrace.query.console.projection;

import io.retrace.query.console.Frames;
import io.retrace.query.feed.Followers;
import io.retrace.query.feed.PastRebuilds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the page of views. */
@Configuration(proxyBeanMethods = false)
public class ProjectionPagesConfiguration {

    @Bean
    ProjectionsController projectionsController(Followers followers, PastRebuilds rebuilds, Frames frames) {
        return new ProjectionsController(followers, rebuilds, frames);
    }
}
