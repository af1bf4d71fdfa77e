package io.retrace.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBackupTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Set<PosixFilePermission> OURS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @TempDir
    static Path directory;

    private static Path data;
    private static Path backup;
    private static long committedBefore;
    private static long committedAfter;

    /** Rows are numbered by who writes them, one transaction each, so that a gap is a lost row. */
    @BeforeAll
    static void a_backup_is_taken_while_somebody_writes() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        backup = directory.resolve("backups/first");
        try (var server = PostgresServer.start(data, LoopbackPort.findFree())) {
            execute(server, "create table written (number bigint primary key, filler text)");
            var committed = new AtomicLong();
            var writing = new AtomicBoolean(true);
            var writer = CompletableFuture.runAsync(() -> write(server, committed, writing));
            await().atMost(SOON).until(() -> committed.get() > 200);
            committedBefore = committed.get();

            PostgresBackup.take(data, backup);

            committedAfter = committed.get();
            await().atMost(SOON).until(() -> committed.get() > committedAfter + 100);
            writing.set(false);
            writer.join();
        }
    }

    private static void write(PostgresServer server, AtomicLong committed, AtomicBoolean writing) {
        try (var connection = connect(server);
                var insert = connection.prepareStatement("insert into written values (?, repeat('x', 2000))");
                var statement = connection.createStatement()) {
            while (writing.get()) {
                insert.setLong(1, committed.get() + 1);
                insert.executeUpdate();
                if (committed.incrementAndGet() % 100 == 0) {
                    statement.execute("create table passing as select 1 as number");
                    statement.execute("drop table passing");
                    // its file vanishes, and what recovery would begin with moves
                    statement.execute("checkpoint");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_was_committed_before_is_in_it_and_nothing_in_it_has_a_gap() throws Exception {
        var restored = home("restored");
        assertThat(PostgresRestore.restore(backup, restored, false, NOON)).isEmpty();
        assertThat(PostgresRestore.isMarked(restored)).isTrue();

        try (var server = PostgresServer.start(restored, LoopbackPort.findFree())) {
            long last = number(server, "select max(number) from written");
            assertThat(last).isBetween(committedBefore, committedAfter + 1);
            assertThat(number(server, "select count(*) from written")).isEqualTo(last);
            assertThat(number(server, "select sum(length(filler)) from written"))
                    .isEqualTo(2000 * last);
        }
    }

    @Test
    void only_we_can_read_it_and_it_holds_no_files_of_the_running_server() throws IOException {
        try (var tree = Files.walk(backup)) {
            for (var path : tree.toList()) {
                assertThat(OURS).as(path.toString()).containsAll(Files.getPosixFilePermissions(path));
            }
        }
        assertThat(backup.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(backup.resolve("postgres/backup_label")).content().contains("LABEL: retrace");
        assertThat(backup.resolveSibling("first.unfinished")).doesNotExist();
    }

    @Test
    void a_stopped_server_is_started_for_it_and_stopped_again() throws Exception {
        var copy = directory.resolve("backups/stopped");

        PostgresBackup.take(data, copy);

        assertThat(Postmaster.runningPort(data.toRealPath().resolve("postgres")))
                .isEmpty();
        Manifest.of(copy).verify(copy);
    }

    @Test
    void it_overwrites_nothing_and_makes_no_database_up() throws IOException {
        assertThatThrownBy(() -> PostgresBackup.take(data, backup))
                .hasMessageStartingWith("there is something already");
        assertThatThrownBy(() -> PostgresBackup.take(directory, directory.resolve("backups/none")))
                .hasMessageStartingWith("there is no database in");
        assertThatThrownBy(() -> PostgresBackup.take(data, data.toRealPath().resolve("postgres/backup")))
                .hasMessageStartingWith("a backup cannot be kept inside");
        assertThat(directory.resolve("backups/none")).doesNotExist();
        Manifest.of(backup).verify(backup);
    }

    @Test
    void a_damaged_backup_is_not_restored_and_the_damage_is_named() throws IOException {
        var copy = copyOfBackup();
        var version = copy.resolve("postgres/PG_VERSION");
        var manifest = Files.readString(copy.resolve("manifest.sha256"));
        for (var damage : List.<Damage>of(
                () -> Files.writeString(version, "17\n"),
                () -> Files.delete(version),
                () -> Files.writeString(version.resolveSibling("PG_VERSION.more"), "18\n"),
                () -> Files.writeString(copy.resolve("manifest.sha256"), "postgres/PG_VERSION\n"))) {
            damage.happens();

            assertThatThrownBy(() -> PostgresRestore.restore(copy, directory.resolve("never"), false, NOON))
                    .hasMessageStartingWith("the backup is damaged: ")
                    .hasMessageMatching("(?s).*(PG_VERSION|manifest).*");

            assertThat(directory.resolve("never")).doesNotExist();
            Files.writeString(version, "18\n");
            Files.deleteIfExists(version.resolveSibling("PG_VERSION.more"));
            Files.writeString(copy.resolve("manifest.sha256"), manifest);
        }
        Manifest.of(copy).verify(copy);
        assertThatThrownBy(() -> PostgresRestore.restore(data, directory.resolve("never"), false, NOON))
                .hasMessageStartingWith("this is no backup");
    }

    @Test
    void a_database_that_runs_is_not_replaced_and_one_that_is_there_only_when_told() throws Exception {
        var other = home("other");
        try (var server = PostgresServer.start(other, LoopbackPort.findFree())) {
            execute(server, "create table mine as select 7 as number");

            assertThatThrownBy(() -> PostgresRestore.restore(backup, other, true, NOON))
                    .hasMessageContaining("is in use by another run");
        }
        assertThatThrownBy(() -> PostgresRestore.restore(backup, other, false, NOON))
                .hasMessageStartingWith("there is a database already");
        try (var server = PostgresServer.start(other, LoopbackPort.findFree())) {
            assertThat(number(server, "select number from mine")).isEqualTo(7);
        }

        assertThat(PostgresRestore.restore(backup, other, true, NOON))
                .hasValue(other.toRealPath().resolve("postgres.replaced-2026-11-22T12-00-00Z"));

        assertThat(other.resolve("postgres.replaced-2026-11-22T12-00-00Z/PG_VERSION"))
                .exists();
        assertThat(PostgresRestore.isMarked(other)).isTrue();
    }

    @Test
    void a_restore_that_was_broken_off_is_not_taken_for_an_empty_directory() throws Exception {
        var broken = home("broken");
        Files.createDirectory(broken.resolve("postgres.restoring"));

        assertThatThrownBy(() -> PostgresServer.start(broken, LoopbackPort.findFree()))
                .hasMessageContaining("did not end: run it again");

        PostgresRestore.restore(backup, broken, false, NOON);
        assertThat(broken.resolve("postgres/PG_VERSION")).exists();
        assertThat(broken.resolve("postgres.restoring")).doesNotExist();
    }

    private interface Damage {
        void happens() throws IOException;
    }

    private static Path copyOfBackup() throws IOException {
        var copy = directory.resolve("damaged");
        try (var tree = Files.walk(backup)) {
            for (var path : tree.toList()) {
                Files.copy(path, copy.resolve(backup.relativize(path).toString()));
            }
        }
        return copy;
    }

    /** A data directory that need not unpack the programs again. */
    private static Path home(String name) throws IOException {
        var home = Files.createDirectory(directory.resolve(name));
        try (var programs = Files.newDirectoryStream(data, "postgres-*")) {
            var unpacked = programs.iterator().next();
            Files.createSymbolicLink(home.resolve(unpacked.getFileName()), unpacked);
        }
        return home;
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, server.superuserPassword());
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(PostgresServer server, String sql) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
