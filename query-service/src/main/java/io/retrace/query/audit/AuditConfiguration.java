package io.retrace.query.audit;

import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.flow.Opener;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the audit trail. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    Projection auditProjection(ViewDatabase database, QuerySide side) {
        return new AuditProjection(database, side);
    }

    /** Personal data is not opened here: an auditor sees that there is some, and whose. */
    @Bean
    AuditController auditController(QuerySide side, Urls urls) {
        Opener closed = (text, _) -> "[closed: " + text.subject() + "]";
        return new AuditController(
                new AuditTable(side.database(), side.codec()),
                new StreamReader(side.database(), side.codec()),
                new EntryJson(side.codec()),
                new RecoveryJson(urls, closed, closed));
    }

    @Bean
    AuditSearch auditSearch(QuerySide side, Clock clock) {
        return new AuditSearch(new SearchTable(side.database(), side.codec()), new Cursors(side.searchKeys()), clock);
    }

    @Bean
    SearchController searchController(QuerySide side, AuditSearch search) {
        return new SearchController(
                new AuditQueries(new AddressMacs(side.searchKeys())), search, new EntryJson(side.codec()));
    }

    @Bean
    AuditProblems auditProblems() {
        return new AuditProblems();
    }
}
