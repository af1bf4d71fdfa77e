package io.retrace.query.identity;

import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Urls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what serves identities. */
@Configuration(proxyBeanMethods = false)
public class IdentityReadConfiguration {

    @Bean
    IdentityController identityController(QuerySide side, Urls urls) {
        return new IdentityController(
                new StreamReader(side.database(), side.codec()), new IdentityJson(urls, side.sealing()::open));
    }
}
