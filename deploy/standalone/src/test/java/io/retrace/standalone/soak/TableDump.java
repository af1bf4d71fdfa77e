package io.retrace.standalone.soak;

import io.retrace.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Every row of every table as text and as bytes: in the database's own files a large value may stand compressed. */
final class TableDump {

    private static final List<String> DATABASES = List.of("retrace", "retrace_courier");
    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')""";

    private TableDump() {}

    /** Starts the server of a stopped Retrace for as long as it takes. */
    static void write(Path data, int port, Path target) throws SQLException, IOException {
        Files.createDirectories(target);
        try (var server = PostgresServer.start(data, port)) {
            for (var database : DATABASES) {
                try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(database), PostgresServer.SUPERUSER, server.superuserPassword())) {
                    for (var table : tables(connection)) {
                        copy(connection, table, "text", target.resolve(database + "." + table + ".text"));
                        copy(connection, table, "binary", target.resolve(database + "." + table + ".binary"));
                    }
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static void copy(Connection connection, String table, String format, Path file)
            throws SQLException, IOException {
        try (var out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + table + " to stdout (format " + format + ")", out);
        }
    }
}
