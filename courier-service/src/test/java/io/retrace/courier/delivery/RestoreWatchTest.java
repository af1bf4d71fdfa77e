package io.retrace.courier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.retrace.courier.CourierDatabase;
import io.retrace.courier.RestoredCourier;
import io.retrace.courier.TestCourier;
import io.retrace.courier.letter.Letter;
import io.retrace.log.TestLog;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.SealedLetter;
import io.retrace.topic.TestBroker;
import io.retrace.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RestoreWatchTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final TestLog test = TestLog.create();
    private final CourierDatabase database = TestCourier.database(test);
    private final DeliveryQueue queue = new DeliveryQueue(database);
    private final Letter letter = new Letter(
            new LetterId(UUID.randomUUID()),
            "recovery-1",
            1,
            new SealedLetter("key", "ciphertext"),
            Instant.now().plusSeconds(900),
            "recovery-1",
            "0af7651916cd43dd8448eb211c80319c");

    @BeforeEach
    void forget() {
        TestBroker.makeTopics();
        TestBroker.clear(TestBroker.bootstrapServers(), Topics.DELIVERIES);
    }

    @AfterEach
    void close() {
        database.close();
        test.close();
    }

    @Test
    void a_courier_that_has_reported_nothing_works() {
        try (var watch = watch()) {
            await().atMost(SOON).until(watch::isSound);
        }
    }

    @Test
    void a_courier_that_knows_what_it_reported_works() {
        queue.add(letter, Instant.now());
        settle();
        report(Instant.now());

        try (var watch = watch()) {
            await().atMost(SOON).until(watch::isSound);
        }
    }

    @Test
    void one_whose_letter_waits_again_although_it_was_reported_does_not_work_until_after_restore() {
        queue.add(letter, Instant.now());
        report(Instant.now());

        try (var watch = watch()) {
            staysStill(watch);
        }

        new RestoredCourier(test.settings("postgres")).giveUp(Instant.now());
        try (var watch = watch()) {
            await().atMost(SOON).until(watch::isSound);
        }
    }

    @Test
    void one_that_never_heard_of_a_letter_that_was_reported_does_not_work_until_after_restore() {
        report(Instant.now());

        try (var watch = watch()) {
            staysStill(watch);
        }

        new RestoredCourier(test.settings("postgres")).giveUp(Instant.now());
        try (var watch = watch()) {
            await().atMost(SOON).until(watch::isSound);
        }
    }

    @Test
    void what_was_reported_so_long_ago_that_it_is_forgotten_says_nothing() {
        test.execute("update courier.life set began_at = now() - interval '30 days'");
        report(Instant.now().minus(Duration.ofDays(6)));

        try (var watch = watch()) {
            await().atMost(SOON).until(watch::isSound);
        }
    }

    @Test
    void a_look_at_what_was_reported_is_worth_no_warning() {
        queue.add(letter, Instant.now());
        settle();
        report(Instant.now());

        var warnings = warnings(() -> {
            try (var watch = watch()) {
                await().atMost(SOON).until(watch::isSound);
            }
        });

        assertThat(warnings).isEmpty();
    }

    /** Of the client, which is quiet in tests otherwise. */
    private static List<String> warnings(Runnable action) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients.consumer");
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private RestoreWatch watch() {
        var topics = new Topics(TestBroker.bootstrapServers(), (short) 1);
        return new RestoreWatch(database, queue, topics, Clock.systemUTC());
    }

    private static void staysStill(RestoreWatch watch) {
        await().during(A_WHILE).atMost(SOON).until(() -> !watch.isSound());
        assertThat(watch.isSound()).isFalse();
    }

    private void settle() {
        test.execute("update courier.delivery set outcome = 'delivered', settled_at = now()");
    }

    private void report(Instant at) {
        TestBroker.send(
                Topics.DELIVERIES,
                letter.id().stream(),
                new String(Report.delivered(letter, "email", 1, at).json(), StandardCharsets.UTF_8));
    }
}
