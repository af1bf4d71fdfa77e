package io.retrace.query.console.timeline;

import io.retrace.query.asof.Moments;
import io.retrace.query.audit.AuditTrail;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Starts;
import io.retrace.query.timeline.Timelines;
import io.retrace.wire.access.Reveal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the console's timelines. */
@Configuration(proxyBeanMethods = false)
public class TimelineViewConfiguration {

    @Bean
    TimelineController consoleTimelineController(
            Frames frames, Starts starts, Moments moments, Timelines timelines, AuditTrail trail, Reveal reveal) {
        return new TimelineController(frames, starts, moments, timelines, trail, reveal);
    }

    @Bean
    TailController consoleTailController(Frames frames, AuditTrail trail) {
        return new TailController(frames, trail);
    }
}
