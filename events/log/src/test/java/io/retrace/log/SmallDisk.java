package io.retrace.log;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of its own on a disk of a few megabytes, in a mount namespace that nobody else sees. Should it die of a full
 * disk, it is started again, as a service manager does.
 */
final class SmallDisk implements AutoCloseable {

    /** $1 the directory to mount it on, $2 where the programs are, $3 the port. */
    private static final String SCRIPT = """
            set -e
            mount -t tmpfs -o size=64m tmpfs "$1"
            mkdir -m 700 "$1/data"
            unshare -U "$2/initdb" -D "$1/data" -U postgres -A trust --wal-segsize=1 --no-sync
            while true; do
                unshare -U "$2/postgres" -D "$1/data" -p "$3" -c listen_addresses=127.0.0.1 \\
                    -c unix_socket_directories= -c max_wal_size=4MB -c max_connections=100 || true
                sleep 0.5
            done""";

    private final Process shell;
    private final Path directory;
    private final TestServer server;

    private SmallDisk(Process shell, Path directory, TestServer server) {
        this.shell = shell;
        this.directory = directory;
        this.server = server;
    }

    /** Whether this machine lets us have one. */
    static boolean isPossible() throws IOException, InterruptedException {
        var trial = new ProcessBuilder("unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs /mnt && unshare -U true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
    }

    static SmallDisk start() throws IOException, SQLException {
        var directory = Files.createTempDirectory("retrace-small-disk");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var shell = new ProcessBuilder(
                        "unshare",
                        "-Urm",
                        "sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        directory.toString(),
                        programs(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile())
                .start();
        var disk = new SmallDisk(shell, directory, new TestServer("127.0.0.1", port));
        disk.awaitServer();
        return disk;
    }

    TestServer server() {
        return server;
    }

    void awaitServer() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
    }

    /** Nothing more fits. */
    void fill() throws IOException {
        var block = new byte[64 * 1_024];
        try (var ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException _) {
            // full
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    /** Seen by way of a process that lives there. */
    private Path ballast() {
        return Path.of("/proc", String.valueOf(shell.pid()), "root")
                .resolve(Path.of("/").relativize(directory))
                .resolve("ballast");
    }

    private boolean answers() throws SQLException {
        try (var connection = server.connect("postgres")) {
            return connection.isValid(1);
        }
    }

    /** Where the embedded server was unpacked. */
    private static String programs() throws SQLException {
        try (var connection = TestServer.embedded().connect("postgres");
                var statement = connection.createStatement();
                var backend = statement.executeQuery("select pg_backend_pid()")) {
            backend.next();
            return ProcessHandle.of(backend.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .flatMap(postmaster -> postmaster.info().command())
                    .map(program -> Path.of(program).resolveSibling("").toString())
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        var children = shell.descendants().toList();
        shell.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
