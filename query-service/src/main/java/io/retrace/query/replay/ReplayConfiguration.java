package io.retrace.query.replay;

import io.retrace.log.EventDatabase;
import io.retrace.log.OperationLog;
import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.wire.http.Software;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what tells history again; it gets no log that can be appended to, and nobody to tell. */
@Configuration(proxyBeanMethods = false)
public class ReplayConfiguration {

    @Bean(destroyMethod = "close")
    ReplayDatabase replayDatabase(RetraceSettings settings) {
        return ReplayDatabase.open(settings.log().query().login());
    }

    @Bean
    PastPolicies pastPolicies(ReplayDatabase database, QuerySide side) {
        return new PastPolicies(database, side.codec());
    }

    @Bean(destroyMethod = "close")
    Runs runs(ReplayDatabase database, PastPolicies policies, QuerySide side, Clock clock) {
        var streams = new StreamReader(new EventDatabase(database.pool()), side.codec());
        return new Runs(
                new RunTable(database.pool().jdbc()),
                new Telling(
                        new LogRange(database, side.codec()),
                        policies,
                        new Suspects(database),
                        streams,
                        side.codec()::hash),
                new OperationLog(side.database().pool(), side.codec(), Software.NAME),
                clock);
    }

    @Bean
    Replays replays(PastPolicies policies, QuerySide side, Clock clock) {
        var runs = new RunTable(side.database().pool().jdbc());
        return new Replays(runs, policies, side.database(), clock);
    }

    @Bean
    ReplayController replayController(Replays replays, Urls urls) {
        return new ReplayController(replays, urls);
    }

    @Bean
    ComparisonController comparisonController(Replays replays) {
        return new ComparisonController(replays);
    }
}
