package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final TestClock clock = new TestClock(NOON);
    private TestLog test;
    private EventLog log;

    @BeforeEach
    void open() {
        test = newLog();
        log = test.open(clock);
    }

    /** An empty log; on another server in a subclass. */
    TestLog newLog() {
        return TestLog.create();
    }

    @AfterEach
    void close() {
        log.close();
        test.close();
    }

    @Test
    void an_appended_event_is_read_back_as_it_was() {
        var flow = flow();
        var event = initiated(flow);

        var outcome = log.append(append(event(0, event)));

        assertThat(outcome).isEqualTo(new Appended.Committed(1));
        assertThat(log.readStream(flow.stream(), 0))
                .extracting(EventEnvelope::event)
                .containsExactly(event);
    }

    @Test
    void a_stream_is_read_from_a_place_on() {
        var flow = flow();
        log.append(append(event(0, initiated(flow)), event(1, initiated(flow)), event(2, initiated(flow))));

        var tail = log.readStream(flow.stream(), 1);

        assertThat(tail).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
    }

    @Test
    void a_second_event_at_the_same_place_is_a_conflict() {
        var flow = flow();
        log.append(append(event(0, initiated(flow))));

        var outcome = log.append(append(event(0, initiated(flow))));

        assertThat(outcome).isEqualTo(new Appended.Conflict(flow.stream(), 0));
    }

    @Test
    void the_same_append_again_is_a_success_with_the_old_position() {
        var append = append(event(0, initiated(flow())), event(0, initiated(flow())));
        log.append(append());
        log.append(append);
        log.append(append());

        var again = log.append(append);

        assertThat(again).isEqualTo(new Appended.Committed(2));
    }

    @Test
    void an_append_of_which_only_a_part_stands_already_is_a_conflict() {
        var flow = flow();
        var standing = event(0, initiated(flow));
        log.append(append(standing));

        var outcome = log.append(append(standing, event(1, initiated(flow))));

        assertThat(outcome).isEqualTo(new Appended.Conflict(flow.stream(), 0));
        assertThat(log.readStream(flow.stream(), 1)).isEmpty();
    }

    @Test
    void events_of_several_streams_in_one_append_are_all_there() {
        var one = flow();
        var other = flow();

        var outcome =
                log.append(append(event(0, initiated(one)), event(0, initiated(other)), event(1, initiated(one))));

        assertThat(outcome).isEqualTo(new Appended.Committed(1));
        assertThat(log.readStream(one.stream(), 0))
                .extracting(EventEnvelope::position)
                .containsExactly(1L, 3L);
        assertThat(log.readStream(other.stream(), 0))
                .extracting(EventEnvelope::position)
                .containsExactly(2L);
    }

    @Test
    void events_of_several_streams_are_none_there_when_one_place_is_taken() {
        var free = flow();
        var taken = flow();
        log.append(append(event(0, initiated(taken))));

        var outcome = log.append(append(event(0, initiated(free)), event(0, initiated(taken))));

        assertThat(outcome).isEqualTo(new Appended.Conflict(taken.stream(), 0));
        assertThat(log.readStream(free.stream(), 0)).isEmpty();
        assertThat(log.append(append())).isEqualTo(new Appended.Committed(2));
    }

    @Test
    void recorded_at_keeps_rising_when_the_clock_goes_back() {
        var flow = flow();
        log.append(append(event(0, initiated(flow)), event(1, initiated(flow))));
        clock.set(NOON.minus(Duration.ofHours(1)));

        log.append(append(event(2, initiated(flow))));

        assertThat(log.readStream(flow.stream(), 0))
                .extracting(EventEnvelope::recordedAt)
                .containsExactly(NOON, NOON.plusNanos(1_000), NOON.plusNanos(2_000));
    }

    @Test
    void an_append_that_the_database_cannot_take_fails_only_its_own_caller() throws Exception {
        var id = new EventId(UUID.randomUUID());
        log.append(append(event(id, 0, initiated(flow()))));
        var broken = append(event(id, 0, initiated(flow())));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var before = callers.submit(() -> log.append(append()));
            await().until(() -> log.queued() == 1);
            var failing = callers.submit(() -> log.append(broken));
            await().until(() -> log.queued() == 2);
            var after = callers.submit(() -> log.append(append()));
            await().until(() -> log.queued() == 3);

            lock.release();

            assertThat(first.get()).isEqualTo(new Appended.Committed(2));
            assertThat(before.get()).isEqualTo(new Appended.Committed(3));
            assertThatThrownBy(failing::get).hasCauseInstanceOf(LogUnavailable.class);
            assertThat(after.get()).isEqualTo(new Appended.Committed(4));
        }
    }
}
