package io.retrace.standalone;

import io.retrace.log.DatabaseSettings;
import io.retrace.standalone.postgres.PostgresAccess;
import io.retrace.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The database and its logins: the owner migrates, each service has the role that it needs (design section 2). The
 * passwords are new at every start and stand nowhere.
 */
final class Logins {

    private static final String DATABASE = "retrace";
    private static final String COURIER_DATABASE = "retrace_courier";
    private static final String OWNER = "retrace_owner";
    private static final Map<String, List<String>> ROLES = Map.of(
            "command", List.of("retrace_command", "retrace_keys"),
            "query", List.of("retrace_query", "retrace_keys"),
            "courier", List.of("retrace_courier"));
    private static final int CONNECTIONS_MAX = 20;
    private static final int CONNECTIONS_FEW = 4;

    private final PostgresServer server;
    private final Map<String, String> passwords = new HashMap<>();

    private Logins(PostgresServer server) {
        this.server = server;
    }

    /** The databases and the logins, with fresh passwords. */
    static Logins create(PostgresServer server) {
        server.ensureDatabase(DATABASE);
        server.ensureDatabase(COURIER_DATABASE);
        var logins = new Logins(server);
        logins.run(statement -> {
            logins.ensure(statement, OWNER, "createrole");
            statement.accept("alter database " + DATABASE + " owner to " + OWNER);
            statement.accept("alter database " + COURIER_DATABASE + " owner to " + OWNER);
            for (var login : ROLES.keySet()) {
                logins.ensure(statement, login, "nocreaterole");
            }
        });
        return logins;
    }

    /** Who may do everything with the log, while it runs too; the owner's password is known to whoever started it. */
    static DatabaseSettings superuser(PostgresAccess access) throws IOException {
        return new DatabaseSettings(
                access.jdbcUrl(DATABASE), PostgresServer.SUPERUSER, access.superuserPassword(), CONNECTIONS_FEW);
    }

    /** Gives each login its roles; they exist once the owner has migrated. */
    void grant() {
        run(statement -> {
            for (var login : ROLES.entrySet()) {
                for (var role : login.getValue()) {
                    statement.accept("grant " + role + " to " + login.getKey());
                }
            }
        });
    }

    DatabaseSettings owner() {
        return settings(DATABASE, OWNER);
    }

    DatabaseSettings courierOwner() {
        return settings(COURIER_DATABASE, OWNER);
    }

    DatabaseSettings command() {
        return settings(DATABASE, "command");
    }

    DatabaseSettings query() {
        return settings(DATABASE, "query");
    }

    DatabaseSettings courier() {
        return settings(DATABASE, "courier");
    }

    DatabaseSettings courierDatabase() {
        return settings(COURIER_DATABASE, "courier");
    }

    private DatabaseSettings settings(String database, String login) {
        return new DatabaseSettings(
                server.jdbcUrl(database), login, passwords.getOrDefault(login, ""), CONNECTIONS_MAX);
    }

    private interface Sql {
        void accept(String statement) throws SQLException;
    }

    private interface Work {
        void with(Sql sql) throws SQLException;
    }

    private void ensure(Sql sql, String login, String rights) throws SQLException {
        var password = password();
        passwords.put(login, password);
        sql.accept("do $$ begin if not exists (select 1 from pg_roles where rolname = '" + login
                + "') then create role " + login + " login; end if; end $$");
        sql.accept("alter role " + login + " with login " + rights + " password '" + password + "'");
    }

    private void run(Work work) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            work.with(statement::execute);
        } catch (SQLException e) {
            throw new IllegalStateException("the logins of the embedded PostgreSQL cannot be made", e);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(DATABASE), PostgresServer.SUPERUSER, server.superuserPassword());
    }

    private static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
