package io.retrace.standalone.postgres;

import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * PostgreSQL on 127.0.0.1, as processes of its own, with its data under the data directory. The data survives a stop,
 * a killed JVM and a killed server: fsync and synchronous commit are on. There is no shutdown hook: the caller decides
 * what stops after what, and calls {@link #close()}.
 */
public final class PostgresServer implements AutoCloseable {

    /** The role that owns the cluster; its password is {@link #superuserPassword()}. */
    public static final String SUPERUSER = "postgres";

    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final Cluster cluster;
    private final DirectoryLock lock;
    private final int port;
    private final String superuserPassword;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(Cluster cluster, DirectoryLock lock, int port) throws IOException {
        this.cluster = cluster;
        this.lock = lock;
        this.port = port;
        this.superuserPassword = cluster.superuserPassword();
    }

    /**
     * Starts the server and returns when it takes connections. The first start on a directory also unpacks the programs
     * and makes the cluster. A server that a killed run left behind on the directory is stopped first.
     *
     * @param dataDirectory made if absent; gets {@code postgres}, {@code postgres-<version>} and {@code postgres.*}
     * @throws CannotListenException when the port is taken
     * @throws IllegalStateException when another run uses the directory, or the server does not come up within 60 s
     */
    public static PostgresServer start(Path dataDirectory, int port) {
        try {
            Path directory = Files.createDirectories(dataDirectory).toRealPath();
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return start(directory, port, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot use its data directory " + dataDirectory, e);
        }
    }

    private static PostgresServer start(Path directory, int port, DirectoryLock lock) throws IOException {
        var cluster = new Cluster(PostgresPrograms.in(PostgresBinaries.unpackInto(directory)), directory);
        Postmaster.stopLeftBehind(cluster);
        LoopbackPort.requireFree("PostgreSQL", port);
        cluster.createIfAbsent();
        var server = new PostgresServer(cluster, lock, port);
        cluster.start(port);
        return server;
    }

    public int port() {
        return port;
    }

    /** Made at random with the cluster; it also stands in {@code <data>/postgres.password}, readable by us only. */
    public String superuserPassword() {
        return superuserPassword;
    }

    /** Without user and password, which a URL would carry into logs. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.HOST, port, database);
    }

    /**
     * Makes the database, owned by the superuser, unless it is there.
     *
     * @param name lower-case letters, digits and underscores, at most 63
     */
    public void ensureDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, superuserPassword)) {
            if (!exists(connection, name)) {
                try (var statement = connection.createStatement()) {
                    statement.execute("create database \"" + name + "\"");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Stops the server in order, within seconds; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            if (Postmaster.isRunning(cluster)) {
                cluster.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be stopped", e);
        }
    }
}
