package io.retrace.command.relay;

import io.retrace.log.TestLog;
import io.retrace.topic.TestBroker;

/** On the embedded ones; what goes wrong is in {@link RelayOutageTest}. */
class KafkaRelayTest extends KafkaRelayContract {

    @Override
    TestLog newLog() {
        return TestLog.create();
    }

    @Override
    String bootstrapServers() {
        return TestBroker.bootstrapServers();
    }
}
