package io.retrace.log;

import io.retrace.model.event.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A log on a real PostgreSQL, one server for all tests of a module; each call of {@link #create()} gives an empty
 * database with its schema, and logins of the roles that services have.
 */
public final class TestLog implements AutoCloseable {

    private static final List<String> ROLES = List.of("command", "query", "courier");
    private static int databases;

    private final TestServer server;
    private final String name;
    private final Path keys;
    private final EventDatabase commandSide;
    private final EventDatabase querySide;

    private TestLog(TestServer server, String name, Path keys) {
        this.server = server;
        this.name = name;
        this.keys = keys;
        this.commandSide = new EventDatabase(Pool.open("test-command", settings("command")));
        this.querySide = new EventDatabase(Pool.open("test-query", settings("query")));
    }

    /** An empty log on the embedded server. */
    public static TestLog create() {
        return create(TestServer.embedded());
    }

    /** An empty log. */
    public static synchronized TestLog create(TestServer server) {
        var name = "retrace_" + ++databases;
        try {
            execute(server, "postgres", "create database " + name);
            var log = new TestLog(server, name, Files.createTempDirectory("retrace-keys"));
            EventDatabase.MIGRATION.run(log.settings("postgres"));
            log.grantLogins();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a login of this name reaches the database: postgres, command, query, courier. */
    public DatabaseSettings settings(String user) {
        return new DatabaseSettings(server.url(name), user, TestServer.PASSWORD, 8);
    }

    /** The log as the command service sees it. */
    public EventDatabase commandSide() {
        return commandSide;
    }

    /** The log as the query service sees it. */
    public EventDatabase querySide() {
        return querySide;
    }

    /** Where this log's keys are. */
    public KeyDirectory keys() {
        return KeyDirectory.development(keys);
    }

    /** The log, opened for appending. */
    public EventLog open(Clock clock) {
        return new EventLog(commandSide, new EventCodec(), clock, Duration.ofSeconds(10));
    }

    /** Runs SQL with all rights. */
    public void execute(String sql) {
        execute(server, name, sql);
    }

    /** A number that SQL gives with all rights. */
    public long count(String sql) {
        try (var connection = server.connect(name);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void grantLogins() {
        for (var role : ROLES) {
            execute("do $$ begin if not exists (select 1 from pg_roles where rolname = '" + role
                    + "') then create role " + role + " login password 'test'; end if; end $$");
            execute("grant retrace_" + role + " to " + role);
        }
        execute("grant retrace_keys to command, query");
    }

    private static void execute(TestServer server, String database, String sql) {
        try (var connection = server.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        commandSide.close();
        querySide.close();
    }
}
