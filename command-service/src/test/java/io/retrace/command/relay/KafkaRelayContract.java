package io.retrace.command.relay;

import static io.retrace.command.relay.KafkaRelay.Condition.DIVERGED;
import static io.retrace.command.relay.KafkaRelay.Condition.RELAYING;
import static io.retrace.command.relay.KafkaRelay.Condition.TROUBLED;
import static io.retrace.command.relay.KafkaRelay.Condition.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventFeed;
import io.retrace.log.EventLog;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryId;
import io.retrace.topic.TestBroker;
import io.retrace.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of the relay on every PostgreSQL and every broker that it may meet. */
abstract class KafkaRelayContract {

    private static final String TOPIC = "retrace.events";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000001Z");
    static final Duration SOON = Duration.ofSeconds(20);

    private final RecoveryId flow = new RecoveryId(UUID.randomUUID());
    private final List<KafkaRelay> relays = new ArrayList<>();
    private TestLog test;
    private EventLog log;
    private EventFeed feed;

    @BeforeEach
    void open() {
        TestBroker.clear(bootstrapServers(), TOPIC);
        test = newLog();
        log = test.open(Clock.systemUTC());
        feed = new EventFeed(test.commandSide(), new EventCodec());
    }

    /** An empty log. */
    abstract TestLog newLog();

    /** The broker. */
    abstract String bootstrapServers();

    @AfterEach
    void close() {
        relays.forEach(KafkaRelay::close);
        feed.close();
        log.close();
        test.close();
    }

    @Test
    void the_events_of_a_stream_arrive_in_their_order() {
        var first = append(0, 20);
        var relay = relay();
        var then = append(20, 20);

        awaitRelayed(relay);

        first.addAll(then);
        assertThat(idsOnKafka()).isEqualTo(first);
    }

    @Test
    void an_event_travels_as_a_cloud_event() {
        var id = new EventId(UUID.fromString("019aabcd-0000-7000-8123-456789abcdef"));
        append(0, id);

        awaitRelayed(relay());

        var published = onKafka().getFirst();
        assertThat(TestBroker.headers(published))
                .contains(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "019aabcd-0000-7000-8123-456789abcdef"),
                        entry("ce_type", "recovery.CodeRejected"),
                        entry("ce_source", "/retrace"),
                        entry("ce_subject", "recovery-" + flow),
                        entry("ce_time", "2026-11-22T12:00:00.000001Z"),
                        entry("ce_sequence", "0000000000000000001"),
                        entry("ce_incarnation", "1"),
                        entry("ce_partitionkey", "recovery-" + flow),
                        entry("ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-8123456789abcdef-01"),
                        entry("content-type", "application/json"));
        assertThat(new EventCodec().read(published.value()))
                .isEqualTo(feed.read(0, 1).getFirst());
    }

    @Test
    void it_makes_the_topics() throws Exception {
        append(0, 1);

        awaitRelayed(relay());

        assertThat(TestBroker.topics(bootstrapServers()))
                .contains(
                        entry("retrace.events", 8),
                        entry("retrace.deliveries", 8),
                        entry("retrace.events.dead", 1),
                        entry("retrace.deliveries.dead", 1));
    }

    @Test
    void a_restarted_relay_goes_on_where_it_was() {
        var ids = append(0, 5);
        var before = relay();
        awaitRelayed(before);
        before.close();
        ids.addAll(append(5, 5));

        awaitRelayed(relay());

        assertThat(idsOnKafka()).isEqualTo(ids);
    }

    @Test
    void what_was_acknowledged_but_not_remembered_is_sent_again_under_the_same_ids() {
        var ids = append(0, 3);
        test.execute("revoke update on log.follower from retrace_command");
        var relay = relay();
        await().atMost(SOON).until(() -> relay.condition() == TROUBLED);
        test.execute("grant update on log.follower to retrace_command");

        awaitRelayed(relay);

        var sent = idsOnKafka();
        assertThat(sent).hasSizeGreaterThanOrEqualTo(6).hasSize(sent.size() / 3 * 3);
        for (int i = 0; i < sent.size(); i += 3) {
            assertThat(sent.subList(i, i + 3)).isEqualTo(ids);
        }
    }

    @Test
    void one_node_relays_until_it_goes_and_then_the_other() {
        var one = relay();
        await().atMost(SOON).until(() -> one.condition() == RELAYING);
        var other = relay();
        await().atMost(SOON).until(() -> other.condition() == WAITING);
        var ids = append(0, 3);
        awaitRelayed(one);

        one.close();

        await().atMost(SOON).until(() -> other.condition() == RELAYING);
        ids.addAll(append(3, 3));
        awaitRelayed(other);
        assertThat(idsOnKafka()).isEqualTo(ids);
    }

    @Test
    void a_token_beyond_the_log_stops_the_relay() {
        append(0, 2);
        test.execute("insert into log.follower (name, position, incarnation) values ('relay', 3, 1)");

        var relay = relay();

        await().atMost(SOON).until(() -> relay.condition() == DIVERGED);
        assertThat(relay.healthy()).isFalse();
    }

    @Test
    void a_token_of_another_life_of_the_log_stops_the_relay() {
        append(0, 2);
        test.execute("insert into log.follower (name, position, incarnation) values ('relay', 1, 1)");
        test.execute("update log.event_head set incarnation = 2");

        var relay = relay();

        await().atMost(SOON).until(() -> relay.condition() == DIVERGED);
    }

    @Test
    void a_log_that_lacks_what_was_published_of_it_publishes_nothing_more() {
        append(0, 2);
        var before = relay();
        awaitRelayed(before);
        before.close();
        restoreEmpty();
        append(0, 3);

        var relay = relay();

        await().atMost(SOON).until(() -> relay.condition() == DIVERGED);
        assertThat(idsOnKafka()).hasSize(2);
    }

    @Test
    void a_log_of_a_new_incarnation_publishes_its_positions_again_and_says_so() {
        append(0, 2);
        var before = relay();
        awaitRelayed(before);
        before.close();
        restoreEmpty();
        test.execute("update log.event_head set incarnation = 2");
        append(0, 1);

        awaitRelayed(relay());

        assertThat(onKafka())
                .extracting(next -> TestBroker.headers(next).get("ce_incarnation") + " "
                        + Long.valueOf(TestBroker.headers(next).get("ce_sequence")))
                .containsExactly("1 1", "1 2", "2 1");
    }

    @Test
    void a_log_that_was_restored_to_before_an_earlier_restore_publishes_nothing_more() {
        test.execute("update log.event_head set incarnation = 2");
        append(0, 1);
        var before = relay();
        awaitRelayed(before);
        before.close();
        test.execute("update log.event_head set incarnation = 1");
        test.execute("update log.follower set incarnation = 1");

        var relay = relay();

        await().atMost(SOON).until(() -> relay.condition() == DIVERGED);
    }

    /** As a backup from before the first event leaves it. */
    private void restoreEmpty() {
        test.execute("truncate log.event, log.follower");
        test.execute("update log.event_head set position = 0");
        feed.close();
        feed = new EventFeed(test.commandSide(), new EventCodec());
    }

    final KafkaRelay relay() {
        var relay = new KafkaRelay(
                test.commandSide(),
                feed,
                new EventPublisher(new EventCodec(), bootstrapServers()),
                new Topics(bootstrapServers(), (short) 1));
        relays.add(relay);
        return relay;
    }

    final void awaitRelayed(KafkaRelay relay) {
        await().atMost(SOON).until(() -> relay.lag() == 0);
    }

    final List<String> append(int sequence, int count) {
        var ids = new ArrayList<String>();
        for (int i = sequence; i < sequence + count; i++) {
            var id = new EventId(UUID.randomUUID());
            append(i, id);
            ids.add(id.toString());
        }
        return ids;
    }

    private void append(int sequence, EventId id) {
        var origin = new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                flow.stream(),
                Optional.empty(),
                "p",
                "test");
        var event = new CodeRejected(flow, CodeRejection.NO_MATCH, sequence + 1, NOON);
        var outcome = log.append(new Append(List.of(new NewEvent(id, sequence, origin, event)), List.of()));
        assertThat(outcome).isInstanceOf(Appended.Committed.class);
    }

    private List<ConsumerRecord<String, byte[]>> onKafka() {
        return TestBroker.records(bootstrapServers(), TOPIC, flow.stream());
    }

    final List<String> idsOnKafka() {
        return onKafka().stream()
                .map(published -> TestBroker.headers(published).getOrDefault("ce_id", ""))
                .toList();
    }
}
