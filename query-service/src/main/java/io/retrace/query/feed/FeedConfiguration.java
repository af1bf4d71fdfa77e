package io.retrace.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.log.EventFeed;
import io.retrace.log.OperationLog;
import io.retrace.query.QuerySide;
import io.retrace.wire.http.Impatient;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.http.Software;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the feed, starts a follower for each view, and lets an operator look after them. */
@Configuration(proxyBeanMethods = false)
public class FeedConfiguration {

    @Bean
    ViewDatabase viewDatabase(QuerySide side) {
        return new ViewDatabase(side.database().pool());
    }

    /** What a view of another life of the log shows is not so. */
    @Bean
    Readiness viewReadiness(Followers followers) {
        return new Readiness() {
            @Override
            public String part() {
                return "views";
            }

            @Override
            public boolean isReady() {
                return followers.all().stream().noneMatch(Follower::isDiverged);
            }
        };
    }

    @Bean(destroyMethod = "close")
    Followers followers(
            List<Projection> projections, QuerySide side, ViewDatabase database, MeterRegistry metrics, Clock clock) {
        var feed = new EventFeed(side.database(), side.codec(), side.recent());
        var turn = new Semaphore(1);
        var operations = new OperationLog(database.pool(), side.codec(), Software.NAME);
        Consumer<Rebuilt> record =
                rebuilt -> operations.append(rebuilt.event(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        var followers = projections.stream()
                .map(projection -> new Follower(projection, feed, database, turn, record))
                .toList();
        followers.forEach(follower -> measure(follower, metrics));
        return new Followers(followers, feed);
    }

    private static void measure(Follower follower, MeterRegistry metrics) {
        Impatient.gauge("retrace.projection.lag", follower::lag)
                .tag("projection", follower.name())
                .description("events of the log that the view has not seen")
                .register(metrics);
        Gauge.builder("retrace.projection.failing", follower, f -> f.isFailing() ? 1 : 0)
                .tag("projection", follower.name())
                .description("1 while the view, or the generation of it that is being built, cannot be fed")
                .register(metrics);
    }

    @Bean
    PastRebuilds pastRebuilds(ViewDatabase database, QuerySide side) {
        return new PastRebuilds(database, side.codec());
    }

    @Bean
    ProjectionController projectionController(Followers followers, Urls urls) {
        return new ProjectionController(followers, urls);
    }
}
