package io.retrace.command.relay;

import static io.retrace.command.relay.KafkaRelay.Condition.RELAYING;
import static io.retrace.command.relay.KafkaRelay.Condition.STUCK;
import static io.retrace.command.relay.KafkaRelay.Condition.TROUBLED;
import static io.retrace.command.relay.KafkaRelay.Condition.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way from the log to Kafka while nodes, broker and database fail it. */
class RelayOutageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000001Z");
    private static final int SMALL = 1;
    private static final int LIMIT = 80_000;
    private static final int TOO_LARGE = 100_000;
    private static final int NO_LIMIT = 4 << 20;

    private final TestLog test = TestLog.create();
    private final EventLog log = test.open(Clock.systemUTC());
    private final EventFeed feed = new EventFeed(test.commandSide(), new EventCodec());
    private final List<KafkaRelay> relays = new ArrayList<>();
    private final Flow flow = new Flow(new RecoveryId(UUID.randomUUID()), new ArrayList<>());

    /** The log of each test is new, and records of another would be those of a life before. */
    @BeforeEach
    void clear() {
        TestBroker.clear(TestBroker.bootstrapServers(), Topics.EVENTS);
    }

    @AfterEach
    void close() {
        relays.forEach(KafkaRelay::close);
        feed.close();
        log.close();
        test.close();
    }

    @Test
    void an_event_that_the_broker_refuses_stops_the_relay_right_before_it_until_it_is_let_in() {
        TestBroker.makeTopics();
        TestBroker.limit(Topics.EVENTS, LIMIT);
        try {
            append(flow, 3, SMALL);
            append(flow, 1, TOO_LARGE);
            append(flow, 60, SMALL);
            var relay = relay();

            await().atMost(SOON).until(() -> relay.condition() == STUCK);
            await().atMost(SOON).untilAsserted(() -> assertThat(relay.lag()).isEqualTo(61));
            assertThat(relay.healthy()).isFalse();
            assertThat(sent(flow).distinct())
                    .containsExactlyElementsOf(flow.appended().subList(0, 3));
            long before = sent(flow).count();
            await().during(Duration.ofSeconds(3))
                    .atMost(SOON)
                    .until(() -> sent(flow).count() == before);
        } finally {
            TestBroker.limit(Topics.EVENTS, NO_LIMIT);
        }
        awaitRelayed();
        assertThat(sent(flow).distinct()).containsExactlyElementsOf(flow.appended());
    }

    @Test
    void the_largest_event_that_an_admin_can_make_passes() {
        append(flow, 1, 2 << 20);
        append(flow, 1, SMALL);
        relay();

        awaitRelayed();

        assertThat(sent(flow)).containsExactlyElementsOf(flow.appended());
    }

    @Test
    void an_event_of_a_newer_version_stops_the_relay_right_before_it() {
        append(flow, 20, SMALL);
        test.execute("update log.event set body = convert_to(replace(convert_from(body, 'UTF8'),"
                + " 'recovery.CodeRejected', 'recovery.OfTomorrow'), 'UTF8') where position = 13");

        var relay = relay();

        await().atMost(SOON).until(() -> relay.condition() == STUCK);
        await().atMost(SOON).untilAsserted(() -> assertThat(relay.lag()).isEqualTo(8));
        assertThat(sent(flow).distinct())
                .containsExactlyElementsOf(flow.appended().subList(0, 12));
    }

    @Test
    void a_node_whose_connection_is_cut_loses_its_turn_and_no_event_passes_another() {
        relay();
        relay();
        append(flow, 1, SMALL);
        awaitRelayed();
        for (int i = 0; i < 5; i++) {
            append(flow, 200, SMALL);
            cutTheHolder();
            append(flow, 200, SMALL);
        }

        awaitRelayed();

        assertThat(sent(flow).distinct()).containsExactlyElementsOf(flow.appended());
        await().atMost(SOON).until(() -> conditions().equals(List.of(RELAYING, WAITING)));
    }

    @Test
    void what_piles_up_while_the_broker_is_away_follows_in_order_even_if_the_turn_is_lost_meanwhile() {
        var one = relay();
        var other = relay();
        append(flow, 2, SMALL);
        awaitRelayed();
        var flows = Stream.generate(() -> new Flow(new RecoveryId(UUID.randomUUID()), new ArrayList<>()))
                .limit(20)
                .toList();
        TestBroker.stop();
        flows.forEach(each -> append(each, 60, SMALL));
        cutTheHolder();
        flows.forEach(each -> append(each, 60, SMALL));
        await().atMost(SOON).until(() -> one.condition() == TROUBLED || other.condition() == TROUBLED);
        assertThat(one.healthy() && other.healthy()).isFalse();
        assertThat(one.lag()).isEqualTo(20 * 120);

        TestBroker.resume();

        awaitRelayed();
        for (var each : flows) {
            assertThat(sent(each).distinct()).containsExactlyElementsOf(each.appended());
        }
        await().atMost(SOON).until(() -> conditions().equals(List.of(RELAYING, WAITING)));
    }

    /** A stream, and the ids of what was appended to it, in order. */
    private record Flow(RecoveryId id, List<String> appended) {}

    private KafkaRelay relay() {
        var relay = new KafkaRelay(
                test.commandSide(),
                feed,
                new EventPublisher(new EventCodec(), TestBroker.bootstrapServers()),
                new Topics(TestBroker.bootstrapServers(), (short) 1));
        relays.add(relay);
        return relay;
    }

    private List<KafkaRelay.Condition> conditions() {
        return relays.stream().map(KafkaRelay::condition).sorted().toList().reversed();
    }

    private void cutTheHolder() {
        await().atMost(SOON).until(() -> test.count("""
                select count(pg_terminate_backend(pid)) from pg_locks
                 where locktype = 'advisory' and objsubid = 1 and database = (
                       select oid from pg_database where datname = current_database())""") == 1);
    }

    private void awaitRelayed() {
        await().atMost(SOON).until(() -> relays.getFirst().lag() == 0);
    }

    private void append(Flow flow, int count, int bytes) {
        var origin = new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                flow.id().stream(),
                Optional.empty(),
                "p",
                "x".repeat(bytes));
        var events = new ArrayList<NewEvent>();
        for (int i = 0; i < count; i++) {
            var id = new EventId(UUID.randomUUID());
            var event = new CodeRejected(flow.id(), CodeRejection.NO_MATCH, 1, NOON);
            events.add(new NewEvent(id, flow.appended().size(), origin, event));
            flow.appended().add(id.toString());
        }
        assertThat(log.append(new Append(events, List.of()))).isInstanceOf(Appended.Committed.class);
    }

    /** The ids of a flow's events as they stand on Kafka, with what was repeated. */
    private static Stream<String> sent(Flow flow) {
        return TestBroker.records(Topics.EVENTS, flow.id().stream()).stream()
                .map(next -> TestBroker.headers(next).getOrDefault("ce_id", ""));
    }
}
