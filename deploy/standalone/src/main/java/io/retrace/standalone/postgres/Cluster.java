package io.retrace.standalone.postgres;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The cluster in {@code <data>/postgres}, beside it the superuser's password and the server's log. */
final class Cluster {

    /** How long initdb, recovery after a crash, or a stop may each take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Above this the log makes room at the next start; one older log is kept. */
    private static final long LOG_BYTES_MAX = 10L * 1024 * 1024;

    private static final int LOG_TAIL_BYTES_MAX = 64 * 1024;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
    private static final int PASSWORD_BYTES = 24;

    /** On the command line they win over whatever stands in postgresql.conf. */
    private static final String SETTINGS = String.join(
            " ",
            "-c listen_addresses=" + LoopbackPort.HOST,
            "-c unix_socket_directories=''",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on",
            "-c shared_buffers=256MB",
            "-c max_connections=100",
            "-c timezone=UTC",
            "-c log_timezone=UTC");

    private final PostgresPrograms programs;
    private final Path directory;
    private final Path passwordFile;
    private final Path logFile;

    Cluster(PostgresPrograms programs, Path dataDirectory) {
        this.programs = programs;
        this.directory = dataDirectory.resolve("postgres");
        this.passwordFile = dataDirectory.resolve("postgres.password");
        this.logFile = dataDirectory.resolve("postgres.log");
    }

    Path directory() {
        return directory;
    }

    /** Makes the cluster unless it is there; initdb works beside the final place, so a killed one leaves no half. */
    void createIfAbsent() throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (PostgresRestore.isBrokenOff(directory.resolveSibling("."))) {
            throw new IllegalStateException("a restore into " + directory + " did not end: run it again");
        }
        Path unfinished = directory.resolveSibling("postgres.unfinished");
        if (Files.exists(unfinished)) {
            PostgresBinaries.removeTree(unfinished);
        }
        createPasswordIfAbsent();
        var outcome = programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + PostgresServer.SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions"),
                PATIENCE);
        if (!outcome.succeeded()) {
            throw new IllegalStateException("PostgreSQL's initdb failed: " + outcome.output());
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    String superuserPassword() throws IOException {
        if (!Files.exists(passwordFile)) {
            throw new IllegalStateException("the cluster's superuser password is gone: " + passwordFile);
        }
        return Files.readString(passwordFile);
    }

    /**
     * Starts the server and waits until it takes connections, which after a crash is after recovery. A killed postmaster
     * may have left a query running, and PostgreSQL starts only after that has noticed: then it is tried again.
     *
     * @throws IllegalStateException when it does not come up within 60 s; then it is stopped again
     */
    void start(int port) throws IOException {
        makeRoomInLog();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long logEnd = logSize();
        var outcome = tryToStart(port);
        while (!outcome.succeeded() && oldQueryRuns(logEnd) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            logEnd = logSize();
            outcome = tryToStart(port);
        }
        if (!outcome.succeeded()) {
            pgCtl("stop", "--mode=immediate");
            throw new IllegalStateException("PostgreSQL did not start: its log is %s, and pg_ctl says: %s"
                    .formatted(logFile, outcome.output()));
        }
    }

    private PostgresPrograms.Outcome tryToStart(int port) throws IOException {
        return pgCtl("start", "--log=" + logFile, "--options=-c port=%d %s".formatted(port, SETTINGS));
    }

    /** Only the log says so (PostgreSQL's CreateLockFile and PGSharedMemoryCreate: "... is still in use"). */
    private boolean oldQueryRuns(long logEndBefore) throws IOException {
        try (var log = FileChannel.open(logFile)) {
            byte[] said = Channels.newInputStream(log.position(logEndBefore)).readNBytes(LOG_TAIL_BYTES_MAX);
            return new String(said, StandardCharsets.UTF_8).contains("is still in use");
        }
    }

    private long logSize() throws IOException {
        return Files.exists(logFile) ? Files.size(logFile) : 0;
    }

    /** Stops the server: open transactions are rolled back, everything committed is on disk. */
    void stop() throws IOException {
        var outcome = pgCtl("stop", "--mode=fast");
        if (!outcome.succeeded()) {
            pgCtl("stop", "--mode=immediate");
            throw new IllegalStateException("PostgreSQL did not stop in order: " + outcome.output());
        }
    }

    private PostgresPrograms.Outcome pgCtl(String action, String... options) throws IOException {
        var arguments = new ArrayList<>(
                List.of(action, "--wait", "--timeout=" + PATIENCE.toSeconds(), "--pgdata=" + directory));
        arguments.addAll(List.of(options));
        return programs.run("pg_ctl", arguments, PATIENCE.plusSeconds(10));
    }

    private void createPasswordIfAbsent() throws IOException {
        if (Files.exists(passwordFile)) {
            return;
        }
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        Path unfinished = passwordFile.resolveSibling("postgres.password.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Files.move(unfinished, passwordFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeRoomInLog() throws IOException {
        if (logSize() > LOG_BYTES_MAX) {
            Files.move(logFile, logFile.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
