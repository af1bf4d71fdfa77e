package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A standalone Retrace as a child process: own data directory, own ports, mail to {@code smtpPort}. */
final class StandaloneProcess implements AutoCloseable {

    /** What it says on the console, at all its starts. */
    static final String OUTPUT = "server.log";

    private static final List<String> BUDGETS =
            List.of("codes-per-identity", "codes-per-address", "letters-per-address");
    private static final Duration START_PATIENCE = Duration.ofSeconds(100);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int OK = 200;

    private final List<String> command;
    private final Path directory;
    private final Path output;
    private final int publicPort;
    private final int adminPort;
    private final Postgres postgres;
    private volatile @Nullable Process process;

    /**
     * Nothing is started yet.
     *
     * @param jvmFlags the flags of {@code make run}
     * @param data its data directory
     * @param directory where it runs; it leaves there what it says on the console, as {@value #OUTPUT}
     */
    StandaloneProcess(Path jar, List<String> jvmFlags, Path data, Path directory, int smtpPort) {
        this.directory = directory;
        this.output = directory.resolve(OUTPUT);
        var ports = FreePorts.find(4);
        this.publicPort = ports.get(0);
        this.adminPort = ports.get(1);
        this.postgres = new Postgres(data, ports.get(2));
        this.command = new ArrayList<>(List.of(java("java")));
        command.addAll(jvmFlags);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--retrace.serve.public.port=" + publicPort,
                "--retrace.serve.admin.port=" + adminPort,
                "--retrace.standalone.postgres-port=" + ports.get(2),
                "--retrace.standalone.kafka-port=" + ports.get(3),
                "--retrace.standalone.pages=false",
                "--retrace.standalone.data-directory=" + data,
                "--retrace.courier.smtp.connection-uri=smtp://%s:%d/?disable_starttls=true"
                        .formatted(Connection.HOST, smtpPort)));
        // a few people do the work of many here: budgets are counted and not used up
        BUDGETS.forEach(budget -> command.add("--retrace.budgets." + budget + ".limit=1000000"));
    }

    /** A program of the JDK that runs us. */
    static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    int publicPort() {
        return publicPort;
    }

    int adminPort() {
        return adminPort;
    }

    Postgres postgres() {
        return postgres;
    }

    long pid() {
        return running().pid();
    }

    /** Starts it and waits until it is ready; returns how long that took. */
    Duration start() throws IOException, InterruptedException {
        long began = System.nanoTime();
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RETRACE_"));
        process = builder.start();
        while (!isReady()) {
            if (!running().isAlive() || since(began).compareTo(START_PATIENCE) > 0) {
                throw new IllegalStateException("the server does not start; it says:\n" + Files.readString(output));
            }
            Thread.sleep(POLL);
        }
        return since(began);
    }

    /**
     * Complains when it is gone, so that nobody takes for a measurement what was none.
     *
     * @throws IllegalStateException with what it said last
     */
    void requireAlive() throws IOException {
        if (!running().isAlive()) {
            throw new IllegalStateException("the server died; it said:\n" + Files.readString(output));
        }
    }

    /** Asks it to stop (SIGTERM) and waits until it has; returns how long that took. */
    Duration stop() {
        long began = System.nanoTime();
        close();
        return since(began);
    }

    private Process running() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException("the server was not started");
        }
        return current;
    }

    private boolean isReady() {
        try (var connection = new Connection(publicPort)) {
            return connection
                            .send(new Requests(publicPort).get("/health/ready"))
                            .status()
                    == OK;
        } catch (IOException _) {
            return false;
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Stops it if it runs; kills it when it takes longer than is decent, and then its database too. */
    @Override
    public void close() {
        var current = process;
        if (current == null) {
            return;
        }
        current.destroy();
        var _ = current.onExit()
                .completeOnTimeout(current, STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        current.destroyForcibly();
        postgres.stopIfLeftBehind();
        process = null;
    }
}
