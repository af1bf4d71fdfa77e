package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.apart.Neighbours;
import io.retrace.standalone.port.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one JVM with somebody else's PostgreSQL, Kafka and mail server, by configuration alone. */
@NullMarked
class ExternalPartsTest {

    @Test
    void it_migrates_uses_what_is_there_and_starts_nothing_of_its_own(@TempDir Path directory) throws Exception {
        try (var neighbours = Neighbours.start(directory);
                var retrace = StandaloneFixture.start(configuration(neighbours))) {
            for (var part : List.of("postgres_port", "kafka_port", "smtp_port", "mail_port")) {
                LoopbackPort.requireFree(part, standalonePort(retrace, part));
            }
            var own = retrace.endpoints();
            var mail = URI.create("http://127.0.0.1:" + neighbours.mail().httpPort());

            var done = Journey.through(new Endpoints(own.publicBase(), own.adminBase(), own.uiBase(), mail));

            assertThat(done.recovery()).isNotEmpty();
            assertThat(retrace.differencesOnReplay()).isEmpty();
        }
    }

    private static int standalonePort(StandaloneFixture retrace, String part) {
        return retrace.context().getEnvironment().getRequiredProperty("retrace.standalone." + part, Integer.class);
    }

    private static Map<String, String> configuration(Neighbours neighbours) {
        var all = new HashMap<String, String>();
        for (var service : List.of("command", "query", "courier")) {
            all.putAll(Neighbours.login("retrace.log." + service, neighbours.logUrl(), service));
        }
        all.putAll(Neighbours.login("retrace.courier.database", neighbours.courierUrl(), "courier"));
        all.putAll(Neighbours.owner("retrace.log.owner", neighbours.logUrl()));
        all.putAll(Neighbours.owner("retrace.courier.owner", neighbours.courierUrl()));
        all.put("retrace.kafka.bootstrap_servers", neighbours.broker().bootstrapServers());
        all.put("retrace.courier.smtp.connection_uri", neighbours.smtpUri());
        return all;
    }
}
