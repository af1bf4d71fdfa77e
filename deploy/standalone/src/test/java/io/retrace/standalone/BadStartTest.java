package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A start that cannot work ends with status 1 and one sentence about the key or port, and leaves nothing running. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class BadStartTest {

    private static final int START_SECONDS_MAX = 90;
    private static final List<String> PORTS = List.of(
            "retrace.serve.public.port",
            "retrace.serve.admin.port",
            "retrace.standalone.postgres_port",
            "retrace.standalone.kafka_port",
            "retrace.standalone.smtp_port",
            "retrace.standalone.mail_port",
            "retrace.standalone.pages_port");

    @TempDir
    Path directory;

    /** How a start ended. */
    private record Ended(int status, String said) {}

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "retrace.serve.public.port, The public API",
        "retrace.serve.admin.port, The admin API",
        "retrace.standalone.postgres_port, PostgreSQL",
        "retrace.standalone.kafka_port, Kafka",
        "retrace.standalone.smtp_port, The mail catcher's SMTP",
        "retrace.standalone.mail_port, The mail catcher's HTTP",
        "retrace.standalone.pages_port, The pages' HTTP"
    })
    void a_taken_port_is_named_before_anything_is_started(String key, String part) throws Exception {
        try (var taken = new ServerSocket()) {
            taken.bind(LoopbackPort.address(0));

            var ended = start(Map.of(key, String.valueOf(taken.getLocalPort())));

            assertThat(ended.said())
                    .contains("Retrace did not start: " + part + " cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is taken");
            assertRefused(ended);
            assertThat(data().resolve("postgres")).doesNotExist();
        }
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("retrace.serve.public.port", "65536", "from 1 to 65535"),
                Arguments.of("retrace.serve.admin.port", "0", "from 1 to 65535"),
                Arguments.of("retrace.courier.message_retries", "100", "from 0 to 99"),
                Arguments.of("retrace.courier.retry_pause_max", "2h", "from 10 ms to 1 h"),
                Arguments.of("retrace.log.append_patience", "1ms", "from 100 ms to 1 min"),
                Arguments.of("retrace.log.command.connections_max", "3", "from 4 to 200"),
                Arguments.of("retrace.kafka.replication_factor", "16", "from 1 to 15"),
                Arguments.of("retrace.http.head_timeout", "0s", "from 100 ms to 1 min"),
                Arguments.of("retrace.http.body_timeout", "1d", "from 100 ms to 10 min"),
                Arguments.of("retrace.session.lifespan", "soon", "soon"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("badValues")
    void a_value_out_of_range_is_refused_by_key_and_bound(String key, String value, String bound) throws Exception {
        var ended = start(Map.of(key, value));

        assertThat(ended.said())
                .contains("Retrace did not start: ")
                .contains(key)
                .contains(bound);
        assertRefused(ended);
    }

    @Test
    void an_unknown_key_is_named() throws Exception {
        var ended = start(Map.of("retrace.selfservice.flows.recovery.enabeld", "true"));

        assertThat(ended.said()).contains("unknown configuration key retrace.selfservice.flows.recovery.enabeld");
        assertRefused(ended);
    }

    @Test
    void an_admin_port_that_everybody_reaches_and_nobody_has_access_to_is_refused() throws Exception {
        var ended = start(Map.of("retrace.serve.admin.host", "0.0.0.0"));

        assertThat(ended.said())
                .contains("Retrace did not start: retrace.serve.admin.host is 0.0.0.0, where others than this machine")
                .contains("make a token with \"token create\"");
        assertRefused(ended);
    }

    @Test
    void a_second_start_on_the_same_directory_says_so_and_leaves_the_first_alone(StandaloneFixture first)
            throws Exception {
        var ended =
                start(Map.of("retrace.standalone.data_directory", first.data().toString()));

        assertThat(ended.said()).contains("is in use by another run: " + first.data());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(new NativeClient(first.endpoints())
                        .getPublic("/health/ready")
                        .status())
                .isEqualTo(200);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void assertRefused(Ended ended) {
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).doesNotContain("\tat ");
        assertThat(runningOn(data())).isEmpty();
    }

    private static List<String> runningOn(Path data) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(data.toString()))
                .toList();
    }

    /** Starts it as a process of its own, on free ports and with data of its own, and waits until it has ended. */
    private Ended start(Map<String, String> configuration) throws IOException, InterruptedException {
        var all = new LinkedHashMap<String, String>();
        for (var port : PORTS) {
            all.put(port, String.valueOf(LoopbackPort.findFree()));
        }
        all.put("retrace.standalone.data_directory", data().toString());
        all.putAll(configuration);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Standalone.class.getName()));
        all.forEach((key, value) -> command.add("--" + key + "=" + value));
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
