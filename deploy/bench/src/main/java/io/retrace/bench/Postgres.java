package io.retrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The database that the standalone starts beside itself, seen from outside. */
final class Postgres {

    static final String SUPERUSER = "postgres";
    private static final int STOP_PATIENCE_SECONDS = 10;

    private final Path data;
    private final int port;

    /**
     * The database of one data directory.
     *
     * @param data the standalone's
     */
    Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** The postmaster and its processes; none when it does not run. */
    LongStream pids() {
        return postmaster().stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .mapToLong(ProcessHandle::pid);
    }

    /** Ends a database whose standalone died, and waits for that. */
    void stopIfLeftBehind() {
        postmaster().ifPresent(postmaster -> {
            postmaster.destroy();
            var _ = postmaster
                    .onExit()
                    .completeOnTimeout(postmaster, STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        });
    }

    /** Asks the database itself, for instance {@code fsync}. */
    String setting(String name) {
        try (var connection = connect(SUPERUSER);
                var statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell its setting " + name, e);
        }
    }

    /** A connection with all rights. */
    java.sql.Connection connect(String database) {
        try {
            return DriverManager.getConnection(url(database), SUPERUSER, password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the database", e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Connection.HOST, port, database);
    }

    /** The superuser's. */
    String password() throws IOException {
        return Files.readString(data.resolve("postgres.password"));
    }

    /** Makes an empty database. */
    void create(String database) {
        try (var connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be made", e);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try (var lines = Files.lines(data.resolve("postgres/postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
