package io.retrace.courier;

import static org.awaitility.Awaitility.await;

import io.retrace.log.Pool;
import io.retrace.log.TestLog;
import io.retrace.topic.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The courier beside a test's log, in the same database. */
public final class TestCourier {

    private TestCourier() {}

    /** Its database, as its role sees it. */
    public static CourierDatabase database(TestLog test) {
        CourierDatabase.MIGRATION.run(test.settings("postgres"));
        return new CourierDatabase(Pool.open("test-courier", test.settings("courier")));
    }

    /** The whole service, ready; it tries each letter twice. */
    static ConfigurableApplicationContext start(TestLog test, Path keys, URI mailServer) {
        TestBroker.makeTopics();
        var properties = new HashMap<String, Object>(Map.of(
                "retrace.dev",
                "true",
                "retrace.keys.directory",
                keys.toString(),
                "retrace.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "retrace.courier.message-retries",
                "1",
                "retrace.courier.smtp.connection-uri",
                mailServer.toString(),
                "retrace.serve.admin.port",
                String.valueOf(freePort()),
                "retrace.courier.smtp.from-address",
                "no-reply@example.com"));
        for (var database : List.of("retrace.courier.database", "retrace.log.courier")) {
            properties.put(database + ".url", test.settings("courier").url());
            properties.put(database + ".user", "courier");
            properties.put(database + ".password", "test");
            properties.put(database + ".connections-max", "10");
        }
        var courier = new SpringApplicationBuilder(CourierServiceApplication.class)
                .properties(properties)
                .run();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> courier.getBean(CourierHealth.class).ready());
        return courier;
    }

    /** Nobody listens there now. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
