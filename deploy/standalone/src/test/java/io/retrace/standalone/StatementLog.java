package io.retrace.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What a service asks of PostgreSQL, from the server's own log. */
@NullMarked
final class StatementLog {

    private static final String PREFIX = "~%u~";
    private static final Pattern LINE =
            Pattern.compile("~(\\w*)~LOG:  (?:execute [^:]*|statement): (.*)", Pattern.DOTALL);

    /** What nobody's request asks for: transactions and sessions as such, followers of the log, and what the minute does. */
    private static final Pattern OTHERS = Pattern.compile(
            "^($|BEGIN|COMMIT|SET |set )|log\\.event_head|log\\.follower|view\\.(progress|rebuild)|position > \\$1"
                    + "|(insert into|update|from) view\\.|log\\.forget_passwords|log\\.courier_key|replay\\.run|subject = any");

    private final Path file;
    private final String url;
    private final String password;

    private StatementLog(Path file, String url, String password) {
        this.file = file;
        this.url = url;
        this.password = password;
    }

    static StatementLog of(StandaloneFixture retrace) {
        var environment = retrace.context().getEnvironment();
        var data = Path.of(Objects.requireNonNull(environment.getProperty("retrace.standalone.data_directory")));
        var url = "jdbc:postgresql://127.0.0.1:%s/retrace"
                .formatted(environment.getProperty("retrace.standalone.postgres_port"));
        try {
            var password = Files.readString(data.resolve("postgres.password"));
            return new StatementLog(data.resolve("postgres.log"), url, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        run(
                "alter system set log_line_prefix = '" + PREFIX + "'",
                "alter system set log_parameter_max_length = 0",
                "alter system set log_statement = 'all'",
                "select pg_reload_conf()");
    }

    void stop() {
        run("alter system reset all", "select pg_reload_conf()");
    }

    /** What came of something, and what a service asked of PostgreSQL for it. */
    record Watched<T>(T result, List<String> statements) {}

    /**
     * What a service asks for the requests of something that happens, whatever else it does meanwhile.
     *
     * @param login the service's: command, query or courier
     */
    <T> Watched<T> during(String login, Supplier<T> something) {
        var mark = UUID.randomUUID();
        run("select 'start " + mark + "'");
        var result = something.get();
        run("select 'end " + mark + "'");
        var log = read();
        return new Watched<>(
                result,
                withOneAppend(
                        requests(login, log.substring(log.indexOf("start " + mark), log.lastIndexOf("end " + mark)))));
    }

    /** A request appends once, at its end; what became of an earlier letter may be appended at any time. */
    private static List<String> withOneAppend(List<String> statements) {
        var others = statements.stream().filter(statement -> !isAppend(statement));
        return Stream.concat(
                        others,
                        statements.stream().filter(StatementLog::isAppend).limit(1))
                .toList();
    }

    private static boolean isAppend(String statement) {
        return statement.contains("append_events");
    }

    private static List<String> requests(String login, String log) {
        return Arrays.stream(log.split("\n(?=~)", -1))
                .map(LINE::matcher)
                .filter(line -> line.matches() && line.group(1).equals(login))
                .map(line -> line.group(2).replaceAll("\\s+", " ").strip())
                .filter(statement -> !OTHERS.matcher(statement).find())
                .toList();
    }

    private String read() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... statements) {
        try (var connection = DriverManager.getConnection(url, "postgres", password);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL's log cannot be used", e);
        }
    }
}
