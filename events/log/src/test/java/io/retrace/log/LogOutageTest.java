package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers are told when the database does not answer in time, or not at all. */
class LogOutageTest {

    private static final Duration IMPATIENT = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private TestLog test;
    private ExecutorService callers;

    @BeforeEach
    void open() {
        test = TestLog.create();
        callers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        test.close();
    }

    @Test
    void an_append_that_waits_longer_than_patience_is_withdrawn_and_never_appears() throws Exception {
        try (var log = open(IMPATIENT);
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var flow = flow();
            var waiting = callers.submit(() -> log.append(append(event(0, initiated(flow)))));

            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(LogUnavailable.class)
                    .hasMessageContaining("withdrawn");
            lock.release();

            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            assertThat(log.append(append())).isEqualTo(new Appended.Committed(2));
            assertThat(log.readStream(flow.stream(), 0)).isEmpty();
        }
    }

    @Test
    void an_append_that_the_database_has_is_awaited_beyond_patience() throws Exception {
        try (var log = open(IMPATIENT);
                var lock = HeadLock.on(test)) {
            var handed = lock.occupy(log, callers);
            var later = callers.submit(() -> log.append(append()));
            assertThatThrownBy(later::get).hasCauseInstanceOf(LogUnavailable.class);
            assertThat(handed.isDone()).isFalse();

            lock.release();

            assertThat(handed.get()).isEqualTo(new Appended.Committed(1));
        }
    }

    @Test
    void an_append_whose_caller_is_interrupted_while_it_is_queued_never_appears() throws Exception {
        try (var log = open(PATIENT);
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var flow = flow();
            var told = new AtomicReference<Exception>();
            var caller = Thread.ofVirtual().start(() -> remember(told, log, append(event(0, initiated(flow)))));
            await().until(() -> log.queued() == 1);

            caller.interrupt();
            caller.join();
            lock.release();

            assertThat(told.get()).isInstanceOf(LogUnavailable.class);
            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            assertThat(log.append(append())).isEqualTo(new Appended.Committed(2));
            assertThat(log.readStream(flow.stream(), 0)).isEmpty();
        }
    }

    @Test
    void a_caller_interrupted_when_the_database_has_its_append_still_learns_the_truth() throws Exception {
        try (var log = open(PATIENT);
                var lock = HeadLock.on(test)) {
            var told = new AtomicReference<Appended>();
            var interrupted = new AtomicReference<Boolean>();
            var caller = Thread.ofVirtual().start(() -> {
                told.set(log.append(append()));
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            lock.awaitWriters(1);

            caller.interrupt();
            lock.release();
            caller.join();

            assertThat(told.get()).isEqualTo(new Appended.Committed(1));
            assertThat(interrupted.get()).isTrue();
        }
    }

    @Test
    void an_append_given_up_because_another_node_is_stuck_never_appears() throws Exception {
        test.execute("alter function log.append_events set lock_timeout = '500ms'");
        try (var database = new EventDatabase(Pool.open("impatient", withSocketTimeout(2)));
                var log = new EventLog(database, new EventCodec(), Clock.systemUTC(), IMPATIENT);
                var lock = HeadLock.on(test)) {
            var flow = flow();
            var given = callers.submit(() -> log.append(append(event(0, initiated(flow)))));

            assertThatThrownBy(() -> given.get(8, SECONDS)).hasCauseInstanceOf(LogUnavailable.class);
            lock.release();

            assertThat(log.append(append())).isEqualTo(new Appended.Committed(1));
            assertThat(log.readStream(flow.stream(), 0)).isEmpty();
        }
    }

    @Test
    void the_database_gives_up_a_stuck_append_before_the_driver_does() {
        long driver = Long.parseLong(DatabaseSettings.driverProperties().get("socketTimeout"));

        long function = test.count("""
                select coalesce(max(substring(s from 'lock_timeout=(\\d+)s')::int), 999)
                  from pg_proc, unnest(proconfig) as s where proname = 'append_events'""");

        assertThat(function).isLessThan(driver);
    }

    @Test
    void a_failure_that_nobody_expected_reaches_the_caller_and_the_writer_goes_on() throws Exception {
        var clock = new TestClock(Instant.MAX);
        try (var log = new EventLog(test.commandSide(), new EventCodec(), clock, IMPATIENT)) {
            var failing = callers.submit(() -> log.append(append()));

            assertThatThrownBy(() -> failing.get(5, SECONDS)).hasCauseInstanceOf(LogUnavailable.class);
            clock.set(Sample.NOON);

            assertThat(log.append(append())).isEqualTo(new Appended.Committed(1));
        }
    }

    private EventLog open(Duration patience) {
        return new EventLog(test.commandSide(), new EventCodec(), Clock.systemUTC(), patience);
    }

    private DatabaseSettings withSocketTimeout(int seconds) {
        var user = test.settings("command");
        return new DatabaseSettings(user.url() + "?socketTimeout=" + seconds, user.user(), user.password(), 4);
    }

    private static void remember(AtomicReference<Exception> told, EventLog log, Append append) {
        try {
            log.append(append);
        } catch (LogUnavailable e) {
            told.set(e);
        }
    }
}
