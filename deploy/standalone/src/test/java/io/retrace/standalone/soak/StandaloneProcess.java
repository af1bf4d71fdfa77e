package io.retrace.standalone.soak;

import static org.awaitility.Awaitility.await;

import io.retrace.log.DatabaseSettings;
import io.retrace.standalone.Endpoints;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.apart.ServiceProcess;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A standalone Retrace as a process, on free ports and with a directory of its own. It may be stopped or killed, with or
 * without its database, and started again on what it left.
 */
final class StandaloneProcess implements AutoCloseable {

    /** From the start of the process until it is ready, however it ended before. */
    static final Duration START_MAX = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int OK = 200;

    private final Path directory;
    private final Map<String, String> configuration = new HashMap<>();
    private final int postgresPort = LoopbackPort.findFree();
    private final Endpoints endpoints;
    private final Thread hook = new Thread(this::kill);
    private volatile @Nullable ServiceProcess process;

    /**
     * Nothing is started yet.
     *
     * @param directory its data goes below it, and what it prints
     * @param mail where the mail that it sends can be read
     * @param more keys beside the ports and the data directory
     */
    StandaloneProcess(Path directory, URI mail, Map<String, String> more) {
        this.directory = directory;
        int publicPort = LoopbackPort.findFree();
        int adminPort = LoopbackPort.findFree();
        this.endpoints = new Endpoints(local(publicPort), local(adminPort), local(1), mail);
        configuration.put("retrace.serve.public.port", String.valueOf(publicPort));
        configuration.put("retrace.serve.admin.port", String.valueOf(adminPort));
        configuration.put("retrace.standalone.data_directory", data().toString());
        configuration.put("retrace.standalone.postgres_port", String.valueOf(postgresPort));
        configuration.put("retrace.standalone.kafka_port", String.valueOf(LoopbackPort.findFree()));
        configuration.put("retrace.standalone.pages", "false");
        configuration.putAll(more);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Nothing is started yet; its mail goes to that catcher. */
    static StandaloneProcess mailingTo(MailCatcher catcher, Path directory, Map<String, String> more) {
        var configuration = new HashMap<>(more);
        configuration.put(
                "retrace.courier.smtp.connection_uri",
                "smtp://127.0.0.1:" + catcher.smtpPort() + "/?disable_starttls=true");
        return new StandaloneProcess(directory, local(catcher.httpPort()), configuration);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    int postgresPort() {
        return postgresPort;
    }

    long pid() {
        return running().pid();
    }

    /** Its log, as its superuser; the database runs only while the process does. */
    DatabaseSettings database() {
        try {
            var password = Files.readString(data().resolve("postgres.password"));
            return new DatabaseSettings(
                    "jdbc:postgresql://127.0.0.1:" + postgresPort + "/retrace", "postgres", password, 4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed, at all its starts. */
    String printed() {
        return ServiceProcess.printedIn(directory);
    }

    /** Its own log file. */
    Path logFile() {
        return data().resolve("logs/retrace.log");
    }

    /** Starts it, waits until it is ready, and says how long that took. */
    Duration start() {
        long began = System.nanoTime();
        process = ServiceProcess.serve(directory, "standalone", configuration);
        var client = new NativeClient(endpoints);
        await().atMost(START_MAX)
                .pollInterval(POLL)
                .ignoreExceptions()
                .failFast(
                        "Retrace ended; it said: " + directory, () -> !running().isAlive())
                .until(() -> client.getPublic("/health/ready").status() == OK);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** SIGKILL: it stops nothing, and its PostgreSQL goes on alone. */
    void kill() {
        var current = process;
        if (current != null) {
            current.close();
        }
    }

    /** SIGKILL to the postmaster and all its children. */
    void killDatabase() {
        var postmaster = postmaster();
        var all = Stream.concat(postmaster.stream(), postmaster.stream().flatMap(ProcessHandle::descendants))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        running().stop();
    }

    private ServiceProcess running() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException("it was not started");
        }
        return current;
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postgres/postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::isOurs);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The file may be an old one, and its number a stranger's by now. */
    private boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data().toString());
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Leaves nothing running, whatever state it is in. */
    @Override
    public void close() {
        kill();
        killDatabase();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
