package io.retrace.standalone;

import io.retrace.command.CommandSide;
import io.retrace.log.Chore;
import io.retrace.log.EventFeed;
import io.retrace.query.QuerySide;
import io.retrace.standalone.incident.Incident;
import io.retrace.standalone.incident.IncidentPlan;
import io.retrace.standalone.incident.Ports;
import io.retrace.standalone.incident.SetClock;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.wire.settings.RetraceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * {@code demo-incident [--recoveries=20000] [--seed=1] [--week=MONDAY]}: writes a week with an attack in it into a data
 * directory that nobody has used, and the ground truth beside it. Everything is real but the clock.
 */
final class SeededIncident {

    static final String COMMAND = "demo-incident";

    /** In the data directory. */
    static final String TRUTH = "incident.json";

    private static final int RECOVERIES = 20_000;

    private SeededIncident() {}

    /**
     * Writes it; gives the file with the ground truth.
     *
     * @param configuration keys that override the files and the environment
     * @throws IllegalStateException when the data directory was used before, or the database is not the embedded one
     */
    static Path write(Map<String, Object> configuration, String... options) throws IOException, InterruptedException {
        var plan = plan(options);
        var clock = new SetClock(plan.eve());
        try (var context = Standalone.start(withPorts(configuration), fresh(clock))) {
            // it goes by the real clock and would forget what is spent of budgets in the week
            context.getBean("budgetRetention", Chore.class).close();
            Standalone.awaitReady(context);
            var settings = context.getBean(RetraceSettings.class);
            var log = context.getBean(QuerySide.class);
            try (var feed = new EventFeed(log.database(), log.codec())) {
                var truth = Incident.play(
                        plan, clock, ports(settings), context.getBean(CommandSide.class), feed, Progress::say);
                return Files.writeString(
                        Path.of(settings.standalone().dataDirectory()).resolve(TRUTH), truth.json() + "\n");
            }
        }
    }

    /** What a newcomer reads when it is written. */
    static String next(Path truth) {
        return """

                The week is written; what really happened in it stands in %s.
                Next:  make run          serves it
                       docs/tutorial-incident.md   finds out by the audit API, in ten minutes""".formatted(truth);
    }

    private static IncidentPlan plan(String... options) {
        var given = new SimpleCommandLinePropertySource(options);
        return new IncidentPlan(
                option(given, "recoveries", Integer::valueOf, RECOVERIES),
                option(given, "seed", Long::valueOf, 1L),
                option(given, "week", LocalDate::parse, IncidentPlan.lastWeek(Clock.systemUTC())));
    }

    private static <T> T option(
            SimpleCommandLinePropertySource given, String name, Function<String, T> read, T otherwise) {
        var text = given.getProperty(name);
        return text == null || text.isEmpty() ? otherwise : read.apply(text);
    }

    /** On ports of its own, so that nothing else is in the way; and a trusted proxy, which tells where people are. */
    private static Map<String, Object> withPorts(Map<String, Object> configuration) {
        var all = new HashMap<String, Object>();
        for (var port : new String[] {"serve.public.port", "serve.admin.port", "standalone.postgres_port"}) {
            all.put("retrace." + port, LoopbackPort.findFree());
        }
        for (var port : new String[] {"kafka_port", "smtp_port", "mail_port"}) {
            all.put("retrace.standalone." + port, LoopbackPort.findFree());
        }
        all.put("retrace.standalone.pages", false);
        all.put("logging.threshold.console", "error");
        all.put("retrace.http.trusted_proxies", "127.0.0.1/32");
        all.putAll(configuration);
        return all;
    }

    private static Consumer<ConfigurableApplicationContext> fresh(SetClock clock) {
        return context -> {
            var environment = context.getEnvironment();
            if (environment.containsProperty(Parts.LOG_URL)) {
                throw new IllegalStateException("the week is for a database that it makes itself, not for yours");
            }
            var settings = Binder.get(environment).bindOrCreate("retrace", RetraceSettings.class);
            var data = Path.of(settings.standalone().dataDirectory()).toAbsolutePath();
            if (Files.exists(data.resolve("keys"))) {
                throw new IllegalStateException("the week is for a new log, and " + data
                        + " is in use; move it away, or name another by RETRACE_STANDALONE_DATA_DIRECTORY");
            }
            ((GenericApplicationContext) context)
                    .registerBean("setClock", Clock.class, () -> clock, definition -> definition.setPrimary(true));
        };
    }

    private static Ports ports(RetraceSettings settings) {
        return new Ports(
                local(settings.serve().publik().port()),
                local(settings.serve().admin().port()),
                local(settings.standalone().mailPort()));
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }
}
