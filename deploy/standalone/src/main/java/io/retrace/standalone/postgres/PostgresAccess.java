package io.retrace.standalone.postgres;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The server of a data directory for as long as an operator does something with it: the one that runs, or one started for it. */
public final class PostgresAccess implements AutoCloseable {

    private final Path data;
    private final int port;
    private final Optional<PostgresServer> started;

    private PostgresAccess(Path data, int port, Optional<PostgresServer> started) {
        this.data = data;
        this.port = port;
        this.started = started;
    }

    /**
     * Finds it or starts it.
     *
     * @throws IllegalStateException when there is no database in the directory
     */
    public static PostgresAccess open(Path dataDirectory) throws IOException {
        if (!Files.isDirectory(dataDirectory.resolve(PostgresBackup.CLUSTER))) {
            throw new IllegalStateException("there is no database in " + dataDirectory);
        }
        var data = dataDirectory.toRealPath();
        var running = Postmaster.runningPort(data.resolve(PostgresBackup.CLUSTER));
        if (running.isPresent()) {
            return new PostgresAccess(data, running.getAsInt(), Optional.empty());
        }
        var server = PostgresServer.start(data, LoopbackPort.findFree());
        return new PostgresAccess(data, server.port(), Optional.of(server));
    }

    int port() {
        return port;
    }

    /** Without user and password, which a URL would carry into logs. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.HOST, port, database);
    }

    /** That of {@link PostgresServer#SUPERUSER}. */
    public String superuserPassword() throws IOException {
        return Files.readString(data.resolve(PostgresBackup.PASSWORD));
    }

    /** Stops the server if it was started for this. */
    @Override
    public void close() {
        started.ifPresent(PostgresServer::close);
    }
}
