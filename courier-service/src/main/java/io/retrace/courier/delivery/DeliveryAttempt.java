package io.retrace.courier.delivery;

import io.retrace.courier.channel.Channel;
import io.retrace.courier.channel.DeliveryResult;
import io.retrace.courier.key.LetterOpeners;
import io.retrace.courier.letter.LetterComposer;
import io.retrace.courier.letter.Message;
import io.retrace.log.LetterOpener.UnreadableLetter;
import io.retrace.model.event.LetterEvent.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One attempt at one letter, from opening it to writing down what came of it. Only here is a letter in the clear. It
 * is not sent once its secret is good for nothing. A silent letter ends without a report: nothing was to be delivered.
 */
final class DeliveryAttempt {

    private static final Duration WRITE_AGAIN = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(DeliveryAttempt.class);

    private final DeliveryQueue queue;
    private final LetterOpeners openers;
    private final LetterComposer composer;
    private final Channel channel;
    private final RetryPolicy retries;
    private final Clock clock;
    private final RandomGenerator random;
    private final LetterMetrics metrics;

    DeliveryAttempt(
            DeliveryQueue queue,
            LetterOpeners openers,
            LetterComposer composer,
            Channel channel,
            RetryPolicy retries,
            Clock clock,
            RandomGenerator random,
            LetterMetrics metrics) {
        this.queue = queue;
        this.openers = openers;
        this.composer = composer;
        this.channel = channel;
        this.retries = retries;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
    }

    void make(Delivery delivery) {
        boolean outdated = delivery.isOutdated(clock.instant());
        Optional<Message> message;
        try {
            message = composer.compose(openers.open(delivery.letter().closed(), delivery.letter().stream()));
        } catch (UnreadableLetter _) {
            fail(delivery, outdated ? Failure.OUTDATED : Failure.UNREADABLE);
            return;
        }
        if (message.isEmpty()) {
            queue.drop(delivery, clock.instant());
            metrics.silent();
        } else if (outdated) {
            fail(delivery, Failure.OUTDATED);
        } else if (delivery.tries() > retries.attemptsMax()) {
            fail(delivery, Failure.ATTEMPTS_EXHAUSTED);
        } else {
            send(delivery, message.get());
        }
    }

    private void send(Delivery delivery, Message message) {
        switch (channel.deliver(delivery.letter().id(), message)) {
            case DeliveryResult.Accepted _ -> deliver(delivery);
            case DeliveryResult.Refused(var reason) -> {
                log.info("letter refused letter={} reason={}", delivery.letter().id(), reason);
                fail(delivery, Failure.REFUSED);
            }
            case DeliveryResult.Deferred(var reason) -> defer(delivery, reason);
            case DeliveryResult.Away(var reason) -> waitForServer(delivery, reason);
        }
    }

    private void deliver(Delivery delivery) {
        var now = clock.instant();
        var report = Report.delivered(delivery.letter(), channel.name(), delivery.attempt(), now);
        persistently(() -> queue.settle(delivery, report, now));
        metrics.delivered();
    }

    /** What was accepted and is not written down goes out again; so this gives up only when the claim's lease ends. */
    private static void persistently(Runnable write) {
        long began = System.nanoTime();
        while (true) {
            try {
                write.run();
                return;
            } catch (DataAccessException e) {
                if (System.nanoTime() - began > DeliveryQueue.LEASE.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(WRITE_AGAIN.toNanos());
            }
        }
    }

    private void defer(Delivery delivery, String reason) {
        var pause = retries.pauseAfter(delivery.tries(), random);
        if (pause.isEmpty()) {
            fail(delivery, Failure.ATTEMPTS_EXHAUSTED);
            return;
        }
        queue.putOff(delivery, reason, clock.instant().plus(pause.get()));
        notePutOff(delivery, reason);
    }

    /** However long that takes: what ends the waiting is that the letter's secret expires. */
    private void waitForServer(Delivery delivery, String reason) {
        var pause = retries.pauseWhileAway(delivery.attempt(), random);
        queue.putOffUncounted(delivery, reason, clock.instant().plus(pause));
        notePutOff(delivery, reason);
    }

    private void notePutOff(Delivery delivery, String reason) {
        metrics.putOff();
        log.info(
                "letter put off letter={} attempt={} reason={}",
                delivery.letter().id(),
                delivery.attempt(),
                reason);
    }

    private void fail(Delivery delivery, Failure reason) {
        var now = clock.instant();
        var report = Report.failed(delivery.letter(), reason, channel.name(), delivery.attempt(), now);
        queue.settle(delivery, report, now);
        metrics.failed();
        log.info("letter given up letter={} reason={}", delivery.letter().id(), reason);
    }
}
