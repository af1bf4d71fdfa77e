package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire to the database is cut while it works. What callers are told is what is in the log. */
class CutConnectionTest {

    private static final int CALLERS = 16;
    private static final int APPENDS_EACH = 40;

    private TestLog test;
    private CuttingProxy wire;
    private EventDatabase database;
    private EventLog log;

    @BeforeEach
    void open() throws IOException {
        test = TestLog.create();
        wire = CuttingProxy.to(TestServer.embedded());
        database = new EventDatabase(Pool.open("cut", wire.through(test.settings("command"))));
        log = new EventLog(database, new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(20));
        log.append(append());
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
        wire.close();
        test.close();
    }

    @Test
    void an_answer_lost_after_the_commit_is_a_success_at_the_place_where_the_event_stands() {
        wire.cutAnswer();

        var outcome = log.append(append());

        assertThat(wire.cuts()).isEqualTo(1);
        assertThat(outcome).isEqualTo(new Appended.Committed(2));
        assertThat(log.append(append())).isEqualTo(new Appended.Committed(3));
        assertThat(test.count("select count(*) from log.event")).isEqualTo(3);
    }

    @Test
    void a_request_lost_before_it_arrived_is_sent_again() {
        wire.cutRequest();

        var outcome = log.append(append());

        assertThat(wire.cuts()).isEqualTo(1);
        assertThat(outcome).isEqualTo(new Appended.Committed(2));
        assertThat(test.count("select count(*) from log.event")).isEqualTo(2);
    }

    @Test
    void cut_again_and_again_under_load_nothing_is_lost_doubled_or_misplaced() throws Exception {
        var told = new HashMap<EventId, Long>();
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            var work = new ArrayList<Callable<Map<EventId, Long>>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                work.add(() -> appendAndCut(number));
            }
            for (var positions : threads.invokeAll(work)) {
                told.putAll(positions.get());
            }
        }

        assertThat(wire.cuts()).isGreaterThan(5);
        assertThat(told).hasSize(CALLERS * APPENDS_EACH);
        try (var feed = new EventFeed(test.querySide(), new EventCodec())) {
            var logged =
                    feed.read(1, 10_000).stream().collect(Collectors.toMap(EventEnvelope::id, EventEnvelope::position));
            assertThat(logged).isEqualTo(told);
        }
        assertThat(test.count("select position from log.event_head")).isEqualTo(1L + CALLERS * APPENDS_EACH);
    }

    /** Every caller cuts the wire now and then, before requests and before answers. */
    private Map<EventId, Long> appendAndCut(int caller) {
        var positions = new HashMap<EventId, Long>();
        for (int i = 0; i < APPENDS_EACH; i++) {
            if (i % 10 == 5 && caller % 4 == 0) {
                wire.cutAnswer();
            } else if (i % 10 == 9 && caller % 4 == 2) {
                wire.cutRequest();
            }
            var id = new EventId(UUID.randomUUID());
            var outcome = log.append(append(event(id, 0, initiated(flow()))));
            positions.put(id, ((Appended.Committed) outcome).firstPosition());
        }
        return positions;
    }
}
