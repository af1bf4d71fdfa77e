package io.retrace.courier.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.TestCourier;
import io.retrace.courier.TestEvents;
import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SealedLetter;
import io.retrace.topic.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventInboxTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DEAD = "retrace.events.dead";
    private static final String ASKED = "recovery.RecoveryEmailRequested";
    private static final TestLog TEST = TestLog.create();
    private static final CourierDatabase DATABASE = TestCourier.database(TEST);
    private static final SealedLetter LETTER = new SealedLetter("key", "ciphertext");

    private final RecoveryId flow = new RecoveryId(UUID.randomUUID());
    private final AtomicBoolean diesAfterCommit = new AtomicBoolean();
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean mayTake = true;
    private EventInbox inbox = inbox();

    @BeforeAll
    static void makeTopics() {
        TestBroker.makeTopics();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
        TEST.close();
    }

    @Test
    void a_letter_that_was_asked_for_is_in_the_queue_still_closed() {
        var asked = request(1);

        TestEvents.send(asked);

        awaitLetters(1);
        assertThat(letters()).containsExactly(asked.id() + " " + flow.stream() + " 1 key ciphertext");
        assertThat(woken.availablePermits()).isPositive();
    }

    @Test
    void a_redelivered_record_makes_no_second_letter() {
        var asked = request(1);
        TestEvents.send(asked);
        TestEvents.send(asked);
        awaitLetters(1);

        TestEvents.send(asked);
        TestEvents.send(request(2));

        awaitLetters(2);
        assertThat(letters().getFirst()).startsWith(asked.id().toString());
    }

    @Test
    void an_event_of_another_type_is_skipped_unread() {
        TestBroker.sendEvent(flow.stream(), "recovery.SomethingNewer", new byte[] {0});
        TestEvents.send(request(1));

        awaitLetters(1);
        assertThat(TestBroker.records(DEAD, flow.stream())).isEmpty();
    }

    @Test
    void a_poisoned_record_is_put_aside_and_its_partition_goes_on() {
        var poison = "{\"ada@example.org\"".getBytes(StandardCharsets.UTF_8);
        TestBroker.sendEvent(flow.stream(), ASKED, poison);
        TestEvents.send(request(1));

        awaitLetters(1);
        var aside = TestBroker.records(DEAD, flow.stream());
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().value()).isEqualTo(poison);
        assertThat(aside.getFirst().headers().lastHeader("retrace-reason").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("unreadable");
    }

    @Test
    void a_letter_that_the_database_cannot_hold_is_put_aside_and_its_neighbours_are_not() {
        var tooFarAhead = Instant.parse("+400000-01-01T00:00:00Z");
        TestEvents.send(TestEvents.letterRequested(flow, 1, LETTER, tooFarAhead));
        TestEvents.send(request(2));

        awaitLetters(1);
        await().atMost(SOON).until(() -> TestBroker.records(DEAD, flow.stream()).size() == 1);
    }

    @Test
    void a_database_that_is_away_delays_letters_and_loses_none() {
        TEST.execute("revoke insert on courier.inbox from retrace_courier");
        TestEvents.send(request(1));
        TestEvents.send(request(2));
        await().atMost(SOON).until(() -> !inbox.isListening());

        TEST.execute("grant insert on courier.inbox to retrace_courier");

        awaitLetters(2);
        assertThat(TestBroker.records(DEAD, flow.stream())).isEmpty();
    }

    @Test
    void what_came_while_the_courier_was_away_is_taken_when_it_is_back() {
        TestEvents.send(request(1));
        awaitLetters(1);
        inbox.close();
        TestEvents.send(request(2));

        inbox = inbox();

        awaitLetters(2);
    }

    @Test
    void while_nobody_knows_whether_the_database_was_restored_records_wait_in_kafka() {
        mayTake = false;
        TestEvents.send(request(1));
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> letters().isEmpty() && !inbox.isListening());

        mayTake = true;

        awaitLetters(1);
    }

    @Test
    void a_courier_that_dies_between_its_commit_and_kafkas_makes_no_second_letter() {
        diesAfterCommit.set(true);

        TestEvents.send(request(1));

        awaitLetters(1);
        await().atMost(SOON).until(() -> woken.tryAcquire());
        assertThat(diesAfterCommit).isFalse();
        assertThat(letters()).hasSize(1);
    }

    @Test
    void couriers_that_come_and_go_under_load_lose_no_letter_and_make_none_twice() throws Exception {
        var flows = Stream.generate(() -> new RecoveryId(UUID.randomUUID()))
                .limit(16)
                .toList();
        try (var _ = inbox()) {
            sendBatches(flows, 0, 8);
            inbox.close();
            sendBatches(flows, 8, 16);
            inbox = inbox();
            sendBatches(flows, 16, 24);
        }
        sendBatches(flows, 24, 32);

        await().atMost(SOON)
                .until(() -> flows.stream().allMatch(each -> letters(each).size() == 64));
        var streams = flows.stream().map(RecoveryId::stream).toList();
        assertThat(TestBroker.records(DEAD)).noneMatch(next -> streams.contains(next.key()));
    }

    @Test
    void a_misfit_too_large_to_be_kept_leaves_its_place_and_the_reason() {
        TestBroker.limit(DEAD, 80_000);
        try {
            TestBroker.sendEvent(flow.stream(), ASKED, new byte[100_000]);
            TestEvents.send(request(1));
            awaitLetters(1);
            await().atMost(SOON)
                    .until(() -> TestBroker.records(DEAD).stream()
                            .map(next -> TestBroker.headers(next).toString())
                            .anyMatch(headers -> headers.contains("=retrace.events-")
                                    && headers.contains("=unreadable; too large to be kept")));
        } finally {
            TestBroker.limit(DEAD, 4 << 20);
        }
    }

    @Test
    void while_the_dead_letter_topic_is_away_a_misfit_waits_and_is_not_lost() {
        TestBroker.delete(DEAD);
        try {
            TestBroker.sendEvent(flow.stream(), ASKED, new byte[] {0});
            await().atMost(SOON).until(() -> !inbox.isListening());
            TestEvents.send(request(1));
        } finally {
            TestBroker.makeTopics();
        }

        awaitLetters(1);
        await().atMost(SOON)
                .until(() -> !TestBroker.records(DEAD, flow.stream()).isEmpty());
    }

    /** Two letters of each flow a batch. */
    private static void sendBatches(List<RecoveryId> flows, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            int generation = 2 * i;
            TestEvents.send(flows.stream()
                    .flatMap(each -> Stream.of(request(each, generation + 1), request(each, generation + 2)))
                    .toList());
        }
    }

    private void ring() {
        if (diesAfterCommit.compareAndSet(true, false)) {
            throw new IllegalStateException("the courier dies here");
        }
        woken.release();
    }

    private EventInbox inbox() {
        return new EventInbox(
                TestBroker.bootstrapServers(),
                DATABASE,
                new DeliveryQueue(DATABASE),
                this::ring,
                () -> mayTake,
                Clock.systemUTC());
    }

    private EventEnvelope request(int generation) {
        return request(flow, generation);
    }

    private static EventEnvelope request(RecoveryId flow, int generation) {
        return TestEvents.letterRequested(flow, generation, LETTER, Instant.parse("2026-11-22T12:15:00Z"));
    }

    private void awaitLetters(int count) {
        await().atMost(SOON).until(() -> letters().size() == count);
    }

    private List<String> letters() {
        return letters(flow);
    }

    private static List<String> letters(RecoveryId flow) {
        return DATABASE.pool()
                .jdbc()
                .sql("""
                        select concat_ws(' ', letter_id, stream, generation, key_id, letter) from courier.delivery
                         where stream = :stream order by generation""")
                .param("stream", flow.stream())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
