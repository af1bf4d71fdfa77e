package io.retrace.command.feedback;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.retrace.command.feedback.DeliveryReport.Malformed;
import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventLog;
import io.retrace.log.LogUnavailable;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import io.retrace.topic.DeadTopic;
import io.retrace.topic.TopicReader;
import io.retrace.topic.TopicReader.NotNow;
import io.retrace.topic.TopicReader.Subscription;
import io.retrace.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of letters: from {@code retrace.deliveries} to the letter's stream, which holds that one event. A report
 * may come again; the log already has it then. A log that does not answer is asked until it does; a record that is no
 * report goes to {@code retrace.deliveries.dead}. A restored log has lost what it had heard, so each incarnation hears all
 * that Kafka still has, as a group of its own. It may then hear of a letter whose request was lost; that is on record too.
 */
public final class DeliveryFeedback implements AutoCloseable {

    private static final int RECORDS_MAX = 100;
    private static final Logger log = LoggerFactory.getLogger(DeliveryFeedback.class);

    private final EventLog events;
    private final String policyHash;
    private final String software;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final TopicReader reports;

    /**
     * Starts to listen; the broker need not answer yet.
     *
     * @param incarnation of the log
     * @param policyHash stands in the envelope of what is appended
     * @param software stands in the envelope of what is appended
     */
    public DeliveryFeedback(
            EventLog events, String bootstrapServers, int incarnation, String policyHash, String software) {
        this.events = events;
        this.policyHash = policyHash;
        this.software = software;
        this.reports = TopicReader.start(
                new Subscription(
                        "delivery-feedback", bootstrapServers, Topics.DELIVERIES, group(incarnation), RECORDS_MAX),
                this::take);
    }

    /** How many records were put aside since it was started. */
    long putAside() {
        return reports.putAside();
    }

    private static String group(int incarnation) {
        return incarnation == 1 ? "retrace-feedback" : "retrace-feedback-" + incarnation;
    }

    /** All at once, so that one transaction of the log takes many. */
    private void take(ConsumerRecords<String, byte[]> records, DeadTopic dead) throws InterruptedException {
        var appends = new ArrayList<Future<?>>(records.count());
        try (var appending = Executors.newVirtualThreadPerTaskExecutor()) {
            records.forEach(next -> appends.add(appending.submit(() -> append(next, dead))));
        }
        for (var append : appends) {
            await(append);
        }
    }

    private static void await(Future<?> append) throws InterruptedException {
        try {
            append.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case LogUnavailable unavailable -> throw new NotNow(unavailable);
                case KafkaException broker -> throw broker;
                case null, default -> throw new IllegalStateException("delivery feedback cannot go on", e);
            }
        }
    }

    private void append(ConsumerRecord<String, byte[]> next, DeadTopic dead) {
        try {
            append(DeliveryReport.read(next.value()));
        } catch (Malformed _) {
            dead.put(next, "malformed");
        }
    }

    private void append(DeliveryReport report) {
        var event = new NewEvent(new EventId(ids.generate()), 0, origin(report), report.event());
        switch (events.append(new Append(List.of(event), List.of()))) {
            case Appended.Committed _ -> {}
            case Appended.Conflict _ ->
                log.debug("known already letter={}", report.event().letterId());
            case Appended.AddressTaken _, Appended.Exhausted _ ->
                throw new IllegalStateException("feedback claims and spends nothing");
        }
    }

    private Origin origin(DeliveryReport report) {
        return new Origin(
                "courier",
                Optional.empty(),
                "none",
                Optional.empty(),
                report.traceId(),
                report.correlationId(),
                Optional.of(report.cause()),
                policyHash,
                software);
    }

    /** Finishes what it has taken, and leaves the group. */
    @Override
    public void close() {
        reports.close();
    }
}
