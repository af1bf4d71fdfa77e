package io.retrace.query.identity;

import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Urls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what serves identities, and the view of which there are. */
@Configuration(proxyBeanMethods = false)
public class IdentityReadConfiguration {

    @Bean
    IdentityTable identityTable(ViewDatabase database, QuerySide side) {
        return new IdentityTable(database, side.codec());
    }

    @Bean
    Projection identityProjection(IdentityTable table) {
        return new IdentityProjection(table);
    }

    @Bean
    IdentityController identityController(QuerySide side, Urls urls) {
        return new IdentityController(
                new StreamReader(side.database(), side.codec()), new IdentityJson(urls, side.sealing()::open));
    }

    @Bean
    IdentityListController identityListController(IdentityTable table, QuerySide side, Urls urls) {
        return new IdentityListController(table, new IdentityJson(urls, side.sealing()::open));
    }
}
