package io.retrace.standalone;

import io.retrace.standalone.postgres.PostgresAccess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.NullMarked;

/** Does to a running Retrace's database what nobody there may do. */
@NullMarked
final class Superuser {

    private final StandaloneFixture retrace;

    Superuser(StandaloneFixture retrace) {
        this.retrace = retrace;
    }

    void execute(String sql) {
        try (var connection = connect()) {
            run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does it in a transaction, whose locks stand until this is closed. */
    Held hold(String sql) {
        try {
            var connection = connect();
            connection.setAutoCommit(false);
            run(connection, sql);
            return new Held(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Locks that are held. */
    record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Connection connect() throws SQLException {
        try (var postgres = PostgresAccess.open(retrace.data())) {
            var login = Logins.superuser(postgres);
            return DriverManager.getConnection(login.url(), login.user(), login.password());
        } catch (IOException e) {
            throw new IllegalStateException("the database is not there", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
