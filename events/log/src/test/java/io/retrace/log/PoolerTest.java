package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind PgBouncer in transaction mode, where notifications never come and each statement has another session. */
class PoolerTest {

    private static final int WRITERS = 16;
    private static final int APPENDS_EACH = 20;
    private TestLog test;
    private @Nullable Process pooler;
    private int port;

    @BeforeEach
    void open() throws IOException {
        var program = pgBouncer();
        assumeTrue(program.isPresent(), "there is no pgbouncer on this machine");
        test = TestLog.create();
        pooler = start(program.get());
    }

    @AfterEach
    void close() {
        if (pooler != null) {
            pooler.destroy();
            test.close();
        }
    }

    @Test
    void appends_are_ordered_and_a_follower_misses_nothing_by_polling() throws Exception {
        int events = WRITERS * APPENDS_EACH;
        try (var database = new EventDatabase(Pool.open("pooled", through(test.settings("command"))));
                var log = new EventLog(database, new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(20));
                var feed = new EventFeed(database, new EventCodec());
                var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var follower = threads.submit(() -> follow(feed, events));
            var writers = new ArrayList<Callable<Boolean>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(() -> write(log));
            }
            for (var writer : threads.invokeAll(writers)) {
                writer.get();
            }

            assertThat(follower.get())
                    .extracting(EventEnvelope::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events).boxed().toList());
        }
    }

    private static boolean write(EventLog log) {
        for (int i = 0; i < APPENDS_EACH; i++) {
            var flow = flow();
            assertThat(log.append(append(event(0, initiated(flow))))).isInstanceOf(Appended.Committed.class);
            assertThat(log.readStream(flow.stream(), 0)).hasSize(1);
        }
        return true;
    }

    private static List<EventEnvelope> follow(EventFeed feed, int events) throws InterruptedException {
        var seen = new ArrayList<EventEnvelope>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (seen.size() < events && System.nanoTime() < deadline) {
            seen.addAll(feed.read(seen.size(), 100));
            feed.awaitBeyond(seen.size());
        }
        return seen;
    }

    private DatabaseSettings through(DatabaseSettings login) {
        var url = login.url().replace(":" + TestServer.embedded().port() + "/", ":" + port + "/");
        return new DatabaseSettings(
                url + "?prepareThreshold=0", login.user(), login.password(), login.connectionsMax());
    }

    private Process start(Path program) throws IOException {
        var server = TestServer.embedded();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var directory = Files.createTempDirectory("retrace-pooler");
        var configuration = directory.resolve("pgbouncer.ini");
        Files.writeString(configuration, """
                [databases]
                * = host=%s port=%d user=command password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                ignore_startup_parameters = options, extra_float_digits
                default_pool_size = 5
                """.formatted(server.host(), server.port(), TestServer.PASSWORD, port));
        var command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private static Optional<Path> pgBouncer() {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
