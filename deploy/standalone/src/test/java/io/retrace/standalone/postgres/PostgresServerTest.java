package io.retrace.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.OtherJvm;
import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    /** Looks at the clock all the time and never at whether its postmaster lives. */
    private static final String BUSY_FOR_TWO_SECONDS = """
            do $$
            declare
                start timestamptz := clock_timestamp();
            begin
                while clock_timestamp() < start + interval '2 s' loop
                end loop;
            end $$""";

    private static final String COUNT_BUSY =
            "select count(*) from pg_stat_activity where state = 'active' and query like 'do $$%'";

    /** One for all: each test starts a server on what the one before it left, as runs do. */
    @TempDir
    static Path data;

    private int port;

    @BeforeAll
    static void an_earlier_run_was_killed_while_it_unpacked() throws IOException {
        Files.createDirectories(data.resolve("postgres-0.unfinished/bin"));
    }

    @BeforeEach
    void choosePort() {
        port = LoopbackPort.findFree();
    }

    @Test
    void it_starts_durable_and_on_loopback_only() throws SQLException {
        // when
        try (var server = PostgresServer.start(data, port)) {
            // then
            assertThat(data.resolve("postgres-0.unfinished")).doesNotExist();
            assertThat(value(server, "postgres", "show fsync")).isEqualTo("on");
            assertThat(value(server, "postgres", "show synchronous_commit")).isEqualTo("on");
            assertThat(value(server, "postgres", "show data_checksums")).isEqualTo("on");
            assertThat(value(server, "postgres", "show server_encoding")).isEqualTo("UTF8");
            assertThat(value(server, "postgres", "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(server, "postgres", "show unix_socket_directories"))
                    .isEmpty();
            assertThat(value(server, "postgres", "show max_connections")).isEqualTo("100");
        }
    }

    @Test
    void nobody_gets_in_without_the_password_which_only_we_can_read() throws IOException {
        // when
        try (var server = PostgresServer.start(data, port)) {
            // then
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void what_was_committed_is_there_after_a_restart_on_another_port() throws SQLException {
        // given
        try (var server = PostgresServer.start(data, LoopbackPort.findFree())) {
            server.ensureDatabase("restarted");
            execute(server, "restarted", "create table kept as select 'hello' as word");
        }
        // when
        try (var server = PostgresServer.start(data, port)) {
            server.ensureDatabase("restarted");
            // then
            assertThat(value(server, "restarted", "select word from kept")).isEqualTo("hello");
            assertThat(server.jdbcUrl("restarted")).isEqualTo("jdbc:postgresql://127.0.0.1:" + port + "/restarted");
        }
    }

    @Test
    void what_was_committed_survives_a_killed_postmaster_that_leaves_a_query_running()
            throws SQLException, IOException {
        // given
        try (var server = PostgresServer.start(data, LoopbackPort.findFree())) {
            server.ensureDatabase("crashed");
            execute(server, "crashed", "create table kept as select 'hello' as word");
            CompletableFuture<Void> query = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> execute(server, "crashed", BUSY_FOR_TWO_SECONDS)));
            await().until(() -> value(server, "crashed", COUNT_BUSY), "1"::equals);
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            ends(postmaster);
            assertThat(query).isNotDone();
        }
        // when
        try (var server = PostgresServer.start(data, port)) {
            // then
            assertThat(value(server, "crashed", "select word from kept")).isEqualTo("hello");
        }
    }

    @Test
    void a_postmaster_that_a_killed_jvm_left_behind_is_stopped_first()
            throws IOException, InterruptedException, SQLException {
        // given
        OtherJvm.runUntilReadyThenKill(PostgresLeftBehind.class, data, port);
        ProcessHandle leftBehind = postmaster();
        assertThat(leftBehind.isAlive()).isTrue();
        // when
        try (var server = PostgresServer.start(data, port)) {
            // then
            ends(leftBehind);
            assertThat(value(server, "postgres", "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_stranger_with_the_number_of_the_old_postmaster_does_not_matter() throws SQLException, IOException {
        // given
        PostgresServer.start(data, port).close();
        Files.writeString(
                data.toRealPath().resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        // when
        try (var server = PostgresServer.start(data, port)) {
            // then
            assertThat(value(server, "postgres", "select 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void closing_ends_the_postmaster() throws IOException {
        // given
        var server = PostgresServer.start(data, port);
        ProcessHandle postmaster = postmaster();
        // when
        server.close();
        server.close();
        // then
        ends(postmaster);
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        // given
        try (var taken = new ServerSocket()) {
            taken.bind(LoopbackPort.address(port));
            // when, then
            assertThatThrownBy(() -> PostgresServer.start(data, port))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("PostgreSQL cannot listen on 127.0.0.1:" + port + ": the port is taken");
        }
    }

    @Test
    void a_second_run_on_the_same_directory_is_refused() throws SQLException {
        // given
        try (var server = PostgresServer.start(data, port)) {
            // when, then
            assertThatThrownBy(() -> PostgresServer.start(data, LoopbackPort.findFree()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("PostgreSQL's data directory is in use by another run: ");
            assertThat(value(server, "postgres", "select 1")).isEqualTo("1");
        }
    }

    /** A dead process that its parent has not reaped yet still counts as alive, but runs no program any more. */
    private static void ends(ProcessHandle process) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> process.info().command().isEmpty());
    }

    private static ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static String value(PostgresServer server, String database, String query) throws SQLException {
        try (Connection connection = connect(server, database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = connect(server, database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer server, String database) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(database), PostgresServer.SUPERUSER, server.superuserPassword());
    }
}
