package io.retrace.courier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.TestCourier;
import io.retrace.courier.letter.Letter;
import io.retrace.log.TestLog;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.SealedLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final TestLog TEST = TestLog.create();
    private static final CourierDatabase DATABASE = TestCourier.database(TEST);

    private final DeliveryQueue queue = new DeliveryQueue(DATABASE);

    @BeforeEach
    void empty() {
        TEST.execute("truncate courier.delivery, courier.outbox");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
        TEST.close();
    }

    @Test
    @Tag("row-356")
    void a_claimed_letter_is_as_it_was_added() {
        var letter = letter("recovery-1", 1);
        queue.add(letter, NOON);

        var claimed = queue.claim(NOON, 10);

        assertThat(claimed).containsExactly(new Delivery(letter, 1, 1, false));
    }

    @Test
    void a_letter_is_not_due_before_its_time() {
        queue.add(letter("recovery-1", 1), NOON);

        assertThat(queue.claim(NOON.minusMillis(1), 10)).isEmpty();
    }

    @Test
    void a_claimed_letter_is_free_again_when_its_lease_ends() {
        queue.add(letter("recovery-1", 1), NOON);
        queue.claim(NOON, 10);

        assertThat(queue.claim(NOON.plus(LEASE).minusMillis(1), 10)).isEmpty();
        assertThat(queue.claim(NOON.plus(LEASE), 10))
                .extracting(Delivery::attempt)
                .containsExactly(2);
    }

    @Test
    @Tag("row-356")
    void an_attempt_that_met_no_mail_server_does_not_count_against_the_letter() {
        queue.add(letter("recovery-1", 1), NOON);

        queue.putOffUncounted(queue.claim(NOON, 10).getFirst(), "connection", NOON);
        queue.putOff(queue.claim(NOON, 10).getFirst(), "smtp-451", NOON);

        assertThat(queue.claim(NOON, 10))
                .extracting(Delivery::attempt, Delivery::tries)
                .containsExactly(tuple(3, 2));
    }

    @Test
    void two_workers_never_claim_the_same_letter() throws Exception {
        for (int i = 0; i < 200; i++) {
            queue.add(letter("recovery-" + i, 1), NOON);
        }

        var claimed = new ArrayList<LetterId>();
        for (var worker : atOnce(4, this::claimAll)) {
            claimed.addAll(worker);
        }

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void a_letter_that_was_put_off_is_due_again_then() {
        queue.add(letter("recovery-1", 1), NOON);
        var delivery = queue.claim(NOON, 10).getFirst();

        queue.putOff(delivery, "smtp-451", NOON.plusSeconds(3));

        assertThat(queue.claim(NOON.plusSeconds(2), 10)).isEmpty();
        assertThat(queue.claim(NOON.plusSeconds(3), 10)).hasSize(1);
    }

    @Test
    @Tag("row-356")
    void a_settled_letter_is_over_and_its_report_waits() {
        var letter = letter("recovery-1", 1);
        queue.add(letter, NOON);
        var delivery = queue.claim(NOON, 10).getFirst();

        queue.settle(delivery, Report.delivered(letter, "email", 1, NOON), NOON);

        assertThat(queue.claim(NOON.plus(LEASE), 10)).isEmpty();
        assertThat(queue.waiting()).isZero();
        assertThat(reports())
                .containsExactly("{\"at\":\"2026-11-22T12:00:00Z\",\"attempts\":1,\"channel\":\"email\","
                        + "\"correlation_id\":\"recovery-1\",\"letter_id\":\"" + letter.id()
                        + "\",\"outcome\":\"delivered\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}");
    }

    @Test
    void a_worker_whose_lease_has_ended_has_no_say_any_more() {
        var letter = letter("recovery-1", 1);
        queue.add(letter, NOON);
        var late = queue.claim(NOON, 10).getFirst();
        var current = queue.claim(NOON.plus(LEASE), 10).getFirst();

        queue.settle(late, Report.delivered(letter, "email", 1, NOON), NOON);
        queue.putOff(late, "late", NOON);
        queue.drop(late, NOON);

        assertThat(queue.waiting()).isEqualTo(1);
        assertThat(reports()).isEmpty();
        queue.settle(current, Report.delivered(letter, "email", 2, NOON), NOON);
        assertThat(reports()).hasSize(1);
    }

    @Test
    void a_dropped_letter_is_over_and_nobody_hears_of_it() {
        queue.add(letter("recovery-1", 1), NOON);

        queue.drop(queue.claim(NOON, 10).getFirst(), NOON);

        assertThat(queue.waiting()).isZero();
        assertThat(reports()).isEmpty();
    }

    @Test
    void a_newer_letter_of_the_same_stream_supersedes() {
        queue.add(letter("recovery-1", 1), NOON);
        queue.add(letter("recovery-1", 2), NOON);
        queue.add(letter("recovery-2", 1), NOON);

        assertThat(queue.claim(NOON, 10))
                .filteredOn(Delivery::superseded)
                .extracting(delivery ->
                        delivery.letter().stream() + " " + delivery.letter().generation())
                .containsExactly("recovery-1 1");
    }

    @Test
    void what_was_settled_long_ago_is_forgotten() {
        queue.add(letter("recovery-1", 1), NOON);
        queue.drop(queue.claim(NOON, 10).getFirst(), NOON);
        queue.add(letter("recovery-2", 1), NOON);

        queue.forgetSettledBefore(NOON.plusMillis(1));

        assertThat(DATABASE.pool()
                        .jdbc()
                        .sql("select stream from courier.delivery")
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("recovery-2");
    }

    private List<LetterId> claimAll() {
        var all = new ArrayList<LetterId>();
        for (var some = queue.claim(NOON, 7); !some.isEmpty(); some = queue.claim(NOON, 7)) {
            some.forEach(delivery -> all.add(delivery.letter().id()));
        }
        return all;
    }

    private static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    private List<String> reports() {
        return DATABASE.pool()
                .jdbc()
                .sql("select convert_from(report, 'UTF8') from courier.outbox order by id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static Letter letter(String stream, int generation) {
        return new Letter(
                new LetterId(UUID.randomUUID()),
                stream,
                generation,
                new SealedLetter("key", "ciphertext"),
                NOON.plusSeconds(900),
                stream,
                "0af7651916cd43dd8448eb211c80319c");
    }
}
