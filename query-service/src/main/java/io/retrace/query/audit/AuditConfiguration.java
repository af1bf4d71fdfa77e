package io.retrace.query.audit;

import io.retrace.log.PoliciesOnRecord;
import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.query.asof.Moments;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.event.CloudEvents;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** Builds the audit trail. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    Projection auditProjection(ViewDatabase database, QuerySide side) {
        return new AuditProjection(database, side);
    }

    @Bean
    AuditController auditController(QuerySide side, Moments moments, Urls urls, Reveal reveal) {
        return new AuditController(
                new AuditTable(side.database(), side.codec()),
                moments,
                new StreamReader(side.database(), side.codec()),
                new EntryJson(side.codec()),
                urls,
                reveal);
    }

    @Bean
    SearchTable searchTable(QuerySide side) {
        return new SearchTable(side.database(), side.codec());
    }

    @Bean
    AuditQueries auditQueries(QuerySide side) {
        return new AuditQueries(new AddressMacs(side.searchKeys()));
    }

    @Bean
    Policies policiesOnRecord(QuerySide side) {
        return new Policies(new PoliciesOnRecord(side.database(), side.codec())::all);
    }

    @Bean
    AuditSearch auditSearch(SearchTable table, QuerySide side, Policies policies, Clock clock) {
        return new AuditSearch(table, new Cursors(side.searchKeys()), policies, clock);
    }

    @Bean
    AuditTrail auditTrail(AuditQueries queries, AuditSearch search, Tails tails, Policies policies, QuerySide side) {
        return new AuditTrail(queries, search, tails, policies, new EntryJson(side.codec()));
    }

    @Bean
    SearchController searchController(AuditTrail trail, Reveal reveal) {
        return new SearchController(trail, request -> reveal.asked(request, Optional.empty()));
    }

    @Bean
    ExportController exportController(AuditQueries queries, AuditSearch search, QuerySide side) {
        return new ExportController(queries, search, new EntryJson(side.codec()), new CloudEvents(side.codec()));
    }

    @Bean
    Tails tails(SearchTable table) {
        return new Tails(table, Tails.TAILS_MAX, Tails.HEARTBEAT, Tails.LIFETIME);
    }

    /** Before the web server waits for requests to end by themselves. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfTails(Tails tails) {
        return _ -> tails.close();
    }

    @Bean
    TailController tailController(AuditTrail trail) {
        return new TailController(trail);
    }

    @Bean
    AuditProblems auditProblems() {
        return new AuditProblems();
    }
}
