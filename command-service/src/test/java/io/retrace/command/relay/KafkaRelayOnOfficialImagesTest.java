package io.retrace.command.relay;

import io.retrace.log.OfficialImages;
import io.retrace.log.TestLog;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on the official images of PostgreSQL and Kafka. */
@Testcontainers(disabledWithoutDocker = true)
class KafkaRelayOnOfficialImagesTest extends KafkaRelayContract {

    @Container
    private static final PostgreSQLContainer POSTGRES = OfficialImages.postgres();

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(OfficialImages.tag("kafka"));

    @Override
    TestLog newLog() {
        return TestLog.create(OfficialImages.server(POSTGRES));
    }

    @Override
    String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }
}
