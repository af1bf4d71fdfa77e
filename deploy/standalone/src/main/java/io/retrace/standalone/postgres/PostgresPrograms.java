package io.retrace.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs and waits for them. PostgreSQL refuses to run as root; for root they run under
 * {@code unshare -U}, in a user namespace where we are nobody and yet own our files.
 */
final class PostgresPrograms {

    /** What a program said, standard output and error in one. */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private static final List<String> AS_NOBODY = List.of("unshare", "-U");
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private final Path home;
    private final List<String> prefix;

    private PostgresPrograms(Path home, List<String> prefix) {
        this.home = home;
        this.prefix = List.copyOf(prefix);
    }

    /** @throws IllegalStateException when we are root on a machine that allows no user namespaces */
    static PostgresPrograms in(Path home) throws IOException {
        if (!isRootOnLinux()) {
            return new PostgresPrograms(home, List.of());
        }
        var asNobody = new PostgresPrograms(home, AS_NOBODY);
        if (!asNobody.run("postgres", List.of("--version"), PROBE_TIMEOUT).succeeded()) {
            throw new IllegalStateException("PostgreSQL refuses to run as root, and this machine allows no user"
                    + " namespaces (unshare -U failed): start as another user");
        }
        return asNobody;
    }

    private static boolean isRootOnLinux() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid") instanceof Integer uid && uid == 0;
    }

    /** @throws IllegalStateException when the program has not ended after the timeout; it is killed then */
    Outcome run(String program, List<String> arguments, Duration timeout) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        // a file, not a pipe: a server that pg_ctl leaves running would hold a pipe open
        Path output = Files.createTempFile(program, ".out");
        try {
            Process process = start(command, output);
            if (!endsWithin(timeout, process)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s has not ended after %d s: %s".formatted(program, timeout.toSeconds(), read(output)));
            }
            return new Outcome(process.exitValue(), read(output));
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(List<String> command, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static boolean endsWithin(Duration timeout, Process process) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output).strip();
    }
}
