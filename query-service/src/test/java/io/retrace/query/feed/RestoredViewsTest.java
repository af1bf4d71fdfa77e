package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class RestoredViewsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Remembers what it is given. */
    private record Seen(List<Long> positions) implements Projection {

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
            batch.forEach(envelope -> positions.add(envelope.position()));
        }
    }

    @Test
    void emptied_views_are_built_again_from_the_first_event_in_the_new_incarnation() {
        try (var log = new ViewLog()) {
            log.append(initiated(flow()));
            follow(log, 1);
            log.execute("insert into view.identity (id, position) values (gen_random_uuid(), 99)");
            log.execute("select view.begin_rebuild('audit')");
            log.execute("update log.event_head set incarnation = 7");

            new RestoredViews(log.owner()).forget();

            assertThat(log.count("select count(*) from view.identity")).isZero();
            assertThat(log.count("select count(*) from pg_tables where tablename = 'audit_2'"))
                    .isZero();
            assertThat(follow(log, 1)).containsExactly(1L);
            assertThat(log.count("select incarnation from view.progress")).isEqualTo(7);
        }
    }

    private static List<Long> follow(ViewLog log, int events) {
        var seen = new Seen(new CopyOnWriteArrayList<>());
        try (var _ = new Follower(seen, log.feed(), log.views(), new Semaphore(1), _ -> {})) {
            await().atMost(SOON).until(() -> seen.positions().size() == events);
            await().atMost(SOON).until(() -> log.count("select position from view.progress") == events);
        }
        return seen.positions();
    }
}
