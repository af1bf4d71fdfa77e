package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FollowerTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ViewLog LOG = new ViewLog();

    private final Seen seen = new Seen();

    /** A view that remembers which positions it saw; it may be broken. */
    private static final class Seen implements Projection {
        private final List<Long> positions = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        public String name() {
            return "seen";
        }

        @Override
        public Set<EventType> types() {
            return EventType.in(Event.class);
        }

        @Override
        public void apply(List<EventEnvelope> batch, String table) {
            if (broken) {
                throw new IllegalStateException("the view is broken");
            }
            batch.forEach(envelope -> positions.add(envelope.position()));
        }
    }

    @BeforeEach
    void forget() {
        LOG.execute("delete from view.progress");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void after_a_restart_a_view_goes_on_where_it_was() {
        LOG.append(initiated(flow()));
        try (var follower = follow()) {
            awaitNoLag(follower);
        }
        assertThat(seen.positions).isEqualTo(positions());
        seen.positions.clear();
        LOG.append(initiated(flow()));
        LOG.append(initiated(flow()));

        try (var follower = follow()) {
            awaitNoLag(follower);
        }

        var all = positions();
        assertThat(seen.positions).isEqualTo(all.subList(all.size() - 2, all.size()));
    }

    @Test
    void an_event_that_is_appended_while_it_follows_is_seen() {
        try (var follower = follow()) {
            awaitNoLag(follower);

            LOG.append(initiated(flow()));

            await().atMost(SOON).until(() -> seen.positions.equals(positions()));
        }
    }

    @Test
    void a_view_that_fails_stands_still_and_once_mended_skips_nothing() {
        LOG.append(initiated(flow()));
        seen.broken = true;
        try (var follower = follow()) {
            await().atMost(SOON).until(follower::isFailing);
            assertThat(follower.lag()).isEqualTo(positions().size());

            seen.broken = false;

            awaitNoLag(follower);
            await().atMost(SOON).until(() -> !follower.isFailing());
        }
        assertThat(seen.positions).isEqualTo(positions());
    }

    @Test
    void two_nodes_that_follow_write_each_event_once() {
        for (int i = 0; i < 20; i++) {
            LOG.append(initiated(flow()));
        }
        try (var one = follow();
                var other = follow()) {
            awaitNoLag(one);
            awaitNoLag(other);
        }
        assertThat(seen.positions).isEqualTo(positions());
    }

    @Test
    void a_view_of_another_life_of_the_log_stands_still_and_says_so() {
        LOG.append(initiated(flow()));
        try (var follower = follow()) {
            awaitNoLag(follower);
        }
        LOG.execute("update view.progress set incarnation = incarnation + 1");
        LOG.append(initiated(flow()));
        int before = seen.positions.size();

        var said = said(() -> {
            try (var follower = follow()) {
                await().atMost(SOON).until(() -> follower.isDiverged() && follower.isFailing());
                assertThat(follower.lag()).isEqualTo(1);
            }
        });

        assertThat(seen.positions).hasSize(before);
        assertThat(said)
                .anyMatch(
                        line -> line.startsWith("view stands still view=seen cause=")
                                && line.endsWith(
                                        "the view seen has followed another life of the log; see after-restore in the runbook"));
    }

    @Test
    void a_view_that_has_seen_more_than_there_is_stands_still() {
        LOG.append(initiated(flow()));
        try (var follower = follow()) {
            awaitNoLag(follower);
        }
        LOG.execute("update view.progress set position = position + 1");

        try (var follower = follow()) {
            await().atMost(SOON).until(follower::isFailing);
        }
    }

    private Follower follow() {
        return new Follower(seen, LOG.feed(), LOG.views(), new Semaphore(1), _ -> {});
    }

    private static void awaitNoLag(Follower follower) {
        await().atMost(SOON).until(() -> follower.lag() == 0);
    }

    private static List<Long> positions() {
        return LOG.all().stream().map(EventEnvelope::position).toList();
    }

    private static List<String> said(Runnable action) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger(Follower.class);
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
