package io.retrace.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** What a service asks of PostgreSQL, from the server's own log. */
@NullMarked
final class StatementLog {

    private static final String PREFIX = "~%u~";
    private static final Pattern LINE =
            Pattern.compile("~(\\w*)~LOG:  (?:execute [^:]*|statement): (.*)", Pattern.DOTALL);

    private static final Pattern FOLLOWERS = Pattern.compile(
            "^$|log\\.event_head|log\\.follower|view\\.(progress|rebuild)|position > \\$1|log\\.forget_passwords");

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

    /**
     * What a service asks while something happens, but for its followers of the log and what it does each minute, which
     * ask by themselves.
     *
     * @param login the service's: command, query or courier
     */
    List<String> during(String login, Runnable something) {
        awaitQuiet(login);
        var mark = UUID.randomUUID();
        run("select 'start " + mark + "'");
        something.run();
        run("select 'end " + mark + "'");
        var log = read();
        return withOneAppend(
                requests(login, log.substring(log.indexOf("start " + mark), log.lastIndexOf("end " + mark))));
    }

    /** A request appends once; what became of its letter may be appended before the window closes. */
    private static List<String> withOneAppend(List<String> statements) {
        var seen = new AtomicInteger();
        return statements.stream()
                .filter(statement -> !statement.contains("append_events") || seen.getAndIncrement() == 0)
                .toList();
    }

    private void awaitQuiet(String login) {
        var last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            int count = requests(login, read()).size();
            return last.getAndSet(count) == count;
        });
    }

    private static List<String> requests(String login, String log) {
        return Arrays.stream(log.split("\n(?=~)", -1))
                .map(LINE::matcher)
                .filter(line -> line.matches() && line.group(1).equals(login))
                .map(line -> line.group(2).replaceAll("\\s+", " ").strip())
                .filter(statement -> !FOLLOWERS.matcher(statement).find())
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
