package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.command.CommandSide;
import io.retrace.log.EventFeed;
import io.retrace.log.KeyDirectory;
import io.retrace.log.StreamReader;
import io.retrace.query.QuerySide;
import io.retrace.query.replay.ReplayCheck;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.standalone.postgres.PostgresAccess;
import io.retrace.wire.access.TokenCommand;
import io.retrace.wire.settings.RetraceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A whole Retrace for a test: every part real, on free ports, with data of its own. */
@NullMarked
public final class StandaloneFixture implements AutoCloseable {

    private static final Duration MEASURED_WITHIN = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final Path data;
    private final Endpoints endpoints;

    private StandaloneFixture(ConfigurableApplicationContext context, Path data, Endpoints endpoints) {
        this.context = context;
        this.data = data;
        this.endpoints = endpoints;
    }

    /**
     * Starts it.
     *
     * @param configuration keys that override those of {@code make run}
     */
    public static StandaloneFixture start(Map<String, String> configuration) {
        try {
            return startOn(PreparedData.create(), configuration);
        } catch (IOException e) {
            throw new IllegalStateException("no directory for the fixture's data", e);
        }
    }

    /** Starts it on data that are there already. */
    static StandaloneFixture startOn(Path data, Map<String, String> configuration) {
        int publicPort = LoopbackPort.findFree();
        int adminPort = LoopbackPort.findFree();
        int mailPort = LoopbackPort.findFree();
        var all = new HashMap<String, Object>(configuration);
        all.put("retrace.serve.public.port", publicPort);
        all.put("retrace.serve.admin.port", adminPort);
        all.put("retrace.standalone.data_directory", data.toString());
        all.put("retrace.standalone.postgres_port", LoopbackPort.findFree());
        all.put("retrace.standalone.kafka_port", LoopbackPort.findFree());
        all.put("retrace.standalone.smtp_port", LoopbackPort.findFree());
        all.put("retrace.standalone.mail_port", mailPort);
        all.put("retrace.standalone.pages_port", LoopbackPort.findFree());
        all.put("logging.file.name", data.resolve("retrace.log").toString());
        all.put("logging.level.root", "warn");
        makeKeys(data);
        var context = Standalone.start(all);
        return new StandaloneFixture(
                context, data, new Endpoints(local(publicPort), local(adminPort), uiOf(context), local(mailPort)));
    }

    /** Its own pages, where the configuration names no others. */
    private static URI uiOf(ConfigurableApplicationContext context) {
        var recovery = context.getBean(RetraceSettings.class)
                .selfservice()
                .flows()
                .recovery()
                .uiUrl();
        return URI.create(recovery.toString().replaceFirst("/recovery$", ""));
    }

    /** Where it listens. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** What runs. */
    ConfigurableApplicationContext context() {
        return context;
    }

    /** Where it keeps its data. */
    Path data() {
        return data;
    }

    /** A new access token with a role. From the first one on nobody reaches the admin port without one. */
    public String token(String role) {
        try (var access = PostgresAccess.open(data)) {
            return TokenCommand.of(List.of("create", "--name=" + role, "--roles=" + role))
                    .run(Logins.superuser(access), Clock.systemUTC())
                    .lines()
                    .toList()
                    .getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was configured with. */
    String configured(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    /** How many events its log has. */
    public long logged() {
        return context.getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql("select position from log.event_head")
                .query(Long.class)
                .single();
    }

    /** A replay of the first hundred events that seems to be under way, and that no node is at; its id. */
    public String runThatNobodyIsAt() {
        return context.getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql("""
                        insert into replay.run (id, actor, request, requested_at, from_position, to_position,
                                                status, position, seen_at)
                        values (gen_random_uuid(), 'loopback', '{"policy": "recorded"}', now(), 1, 100,
                                'running', 40, now() + interval '1 day')
                        returning id""")
                .query((row, _) -> row.getString("id"))
                .single();
    }

    /** Waits until meters say that nothing is left to do. */
    void awaitZero(String... meters) {
        var operator = new NativeClient(endpoints);
        await().atMost(MEASURED_WITHIN)
                .untilAsserted(() -> assertThat(
                                operator.getAdmin("/metrics/prometheus").body().lines())
                        .filteredOn(line -> Stream.of(meters).anyMatch(line::startsWith))
                        .hasSizeGreaterThanOrEqualTo(meters.length)
                        .allMatch(line -> line.endsWith(" 0.0")));
    }

    /** The types of the events behind a position, in order. */
    List<String> typesSince(long position) {
        return context.getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql("select type from log.event where position > :position order by position")
                .param("position", position)
                .query((row, _) -> row.getString("type"))
                .list();
    }

    /** Outside development mode keys must exist. */
    private static void makeKeys(Path data) {
        var keys = KeyDirectory.development(data.resolve("keys"));
        CommandSide.KEYS.forEach(keys::ring);
        keys.ring("courier");
        QuerySide.OWN_KEYS.forEach(keys::ring);
    }

    /** What comes out otherwise when every decision of the log is made again; empty when history repeats itself. */
    public List<String> differencesOnReplay() {
        var side = context.getBean(QuerySide.class);
        try (var feed = new EventFeed(side.database(), side.codec())) {
            var result = ReplayCheck.of(feed, new StreamReader(side.database(), side.codec()));
            assertThat(result.decisions()).as("decisions in the log").isPositive();
            assertThat(result.unknownPolicies()).isEmpty();
            return result.differences();
        }
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new IllegalStateException("the fixture's data cannot be deleted", e);
        }
    }
}
