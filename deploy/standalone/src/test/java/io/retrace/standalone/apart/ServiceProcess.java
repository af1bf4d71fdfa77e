package io.retrace.standalone.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An executable jar as a process, in a directory of its own with its configuration and what it printed. */
public final class ServiceProcess implements AutoCloseable {

    private static final String OUTPUT = "output.txt";
    private static final int COMMAND_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 10;

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it as a server; it takes seconds until it answers.
     *
     * @param service {@code command}, {@code query}, {@code courier} or {@code standalone}
     */
    public static ServiceProcess serve(Path directory, String service, Map<String, String> configuration) {
        return start(directory, service, configuration, List.of());
    }

    /** Runs one of its commands and gives its status. */
    public static int run(Path directory, String service, Map<String, String> configuration, String command) {
        try (var running = start(directory, service, configuration, List.of(command))) {
            if (!running.process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException(service + " " + command + " does not end");
            }
            return running.process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServiceProcess start(
            Path directory, String service, Map<String, String> configuration, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar(service).toString()));
        command.addAll(arguments);
        var output = directory.resolve(OUTPUT);
        try {
            Files.createDirectories(directory);
            configure(directory, configuration);
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new ServiceProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path directory, Map<String, String> configuration) throws IOException {
        var properties = new Properties();
        properties.putAll(configuration);
        try (var file = Files.newBufferedWriter(directory.resolve("application.properties"))) {
            properties.store(file, null);
        }
    }

    private static Path jar(String service) {
        var property = "retrace." + service + ".jar";
        var jar = Path.of(Objects.requireNonNull(System.getProperty(property), property));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("build it first, with \"make build\": " + jar);
        }
        return jar.toAbsolutePath().normalize();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that the processes of a directory printed, on both streams. */
    public static String printedIn(Path directory) {
        try {
            return Files.readString(directory.resolve(OUTPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, and gives its status. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not stop within " + STOP_SECONDS_MAX + " s");
        }
        return process.exitValue();
    }

    /** Kills it, which gives it no chance to stop anything. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(STOP_SECONDS_MAX, TimeUnit.SECONDS).join();
    }
}
