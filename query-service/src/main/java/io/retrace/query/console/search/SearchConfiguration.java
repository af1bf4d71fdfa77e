package io.retrace.query.console.search;

import io.retrace.query.audit.AuditTrail;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Links;
import io.retrace.query.console.Notices;
import io.retrace.wire.access.Reveal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the console's search. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {

    @Bean
    SearchController consoleSearchController(
            Frames frames, Notices notices, Links links, AuditTrail trail, Reveal reveal) {
        return new SearchController(frames, notices, trail, new Finder(links, trail), reveal);
    }
}
