package io.retrace.standalone.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The SQL of {@code deploy/README.md}, run as an operator would run it with psql. */
final class Runbook {

    private static final Path FILE = Path.of("../README.md");
    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");

    private Runbook() {}

    /** Makes databases and logins, as an administrator. */
    static void prepare(String url, String user, String password, Map<String, String> variables) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            for (var line : sql().split(";", -1)) {
                if (!line.isBlank()) {
                    statement.execute(VARIABLE.matcher(line)
                            .replaceAll(variable -> "'" + variables.getOrDefault(variable.group(1), "") + "'"));
                }
            }
        }
    }

    private static String sql() {
        try {
            return BLOCK.matcher(Files.readString(FILE))
                    .results()
                    .map(block -> block.group(1))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
