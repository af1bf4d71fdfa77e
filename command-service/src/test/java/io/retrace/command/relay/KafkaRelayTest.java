package io.retrace.command.relay;

import static io.retrace.command.relay.KafkaRelay.Condition.RELAYING;
import static io.retrace.command.relay.KafkaRelay.Condition.TROUBLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.log.TestLog;
import io.retrace.topic.TestBroker;
import org.junit.jupiter.api.Test;

class KafkaRelayTest extends KafkaRelayContract {

    @Override
    TestLog newLog() {
        return TestLog.create();
    }

    @Override
    String bootstrapServers() {
        return TestBroker.bootstrapServers();
    }

    @Test
    void a_broker_that_is_down_delays_events_and_loses_none() {
        var relay = relay();
        var ids = append(0, 2);
        awaitRelayed(relay);
        TestBroker.stop();
        ids.addAll(append(2, 2));
        await().atMost(SOON).until(() -> relay.condition() == TROUBLED);
        assertThat(relay.healthy()).isFalse();
        assertThat(relay.lag()).isEqualTo(2);

        TestBroker.resume();

        awaitRelayed(relay);
        assertThat(idsOnKafka()).startsWith(ids.get(0), ids.get(1)).endsWith(ids.get(2), ids.get(3));
        assertThat(relay.condition()).isEqualTo(RELAYING);
    }
}
