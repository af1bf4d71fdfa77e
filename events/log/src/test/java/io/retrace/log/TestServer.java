package io.retrace.log;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A real PostgreSQL with the superuser {@code postgres}: the embedded one, or one in a container. */
public record TestServer(String host, int port) {

    /** As every test server is set up. */
    public static final String CONNECTIONS_MAX = "300";

    public static final String SUPERUSER = "postgres";
    public static final String PASSWORD = "test";

    /** Starts with the first test that wants it; one for all tests of a module. */
    private static final class Embedded {
        private static final TestServer SERVER = start();

        private static TestServer start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", CONNECTIONS_MAX)
                        .start();
                return new TestServer("127.0.0.1", postgres.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static TestServer embedded() {
        return Embedded.SERVER;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, PASSWORD);
    }

    String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
