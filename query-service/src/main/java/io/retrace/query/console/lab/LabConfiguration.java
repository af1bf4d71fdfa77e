package io.retrace.query.console.lab;

import io.retrace.query.console.Frames;
import io.retrace.query.console.Links;
import io.retrace.query.console.Notices;
import io.retrace.query.replay.Replays;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the lab's pages. */
@Configuration(proxyBeanMethods = false)
public class LabConfiguration {

    @Bean
    LabController labController(Replays replays, Frames frames, Links links, Clock clock) {
        return new LabController(replays, frames, links, clock);
    }

    @Bean
    RunController runController(Replays replays, Frames frames, Notices notices, Links links) {
        return new RunController(replays, frames, notices, links);
    }
}
