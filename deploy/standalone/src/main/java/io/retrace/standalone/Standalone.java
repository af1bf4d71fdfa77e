package io.retrace.standalone;

import io.retrace.standalone.demo.Demo;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.start.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code make run}: starts everything. With {@code demo} as the first argument it recovers an account against it; with one
 * of {@link Maintenance} it does that.
 */
public final class Standalone {

    private static final Logger log = LoggerFactory.getLogger(Standalone.class);
    private static final Duration READY_WAIT = Duration.ofSeconds(30);
    private static final Duration READY_POLL = Duration.ofMillis(50);

    private Standalone() {}

    /** Starts everything and runs until it is told to stop. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("demo")) {
            System.exit(Demo.run());
        }
        if (arguments.length > 0 && arguments[0].equals(SeededIncident.COMMAND)) {
            System.exit(incident(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        if (arguments.length > 0 && Maintenance.COMMANDS.contains(arguments[0])) {
            System.exit(maintain(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        try {
            var context = start(Map.of(), arguments);
            awaitReady(context);
            System.out.println(Welcome.text(context));
        } catch (RuntimeException e) {
            if (!StartFailure.explainsItself(e)) {
                log.error("the start failed", e);
            }
            System.err.println("Retrace did not start: " + StartFailure.words(e));
            System.exit(1);
        }
    }

    private static int maintain(String command, String... options) {
        try {
            Maintenance.run(command, options);
            return 0;
        } catch (RuntimeException e) {
            if (!StartFailure.explainsItself(e)) {
                log.error("{} failed", command, e);
            }
            System.err.println("retrace: " + StartFailure.words(e));
            return 1;
        }
    }

    private static int incident(String... options) throws IOException, InterruptedException {
        try {
            System.out.println(SeededIncident.next(SeededIncident.write(Map.of(), options)));
            return 0;
        } catch (RuntimeException e) {
            if (!StartFailure.explainsItself(e)) {
                log.error("the week could not be written", e);
            }
            System.err.println("retrace: " + StartFailure.words(e));
            return 1;
        }
    }

    /** The web server answers before the courier listens; "runs" is said when a letter would arrive. */
    static void awaitReady(ConfigurableApplicationContext context) throws InterruptedException {
        var parts = context.getBeansOfType(Readiness.class).values();
        long deadline = System.nanoTime() + READY_WAIT.toNanos();
        while (!parts.stream().allMatch(Readiness::isReady) && System.nanoTime() < deadline) {
            Thread.sleep(READY_POLL);
        }
    }

    /**
     * Starts everything.
     *
     * @param configuration keys that override the files and the environment
     */
    static ConfigurableApplicationContext start(Map<String, Object> configuration, String... arguments) {
        return start(configuration, _ -> {}, arguments);
    }

    /**
     * The same.
     *
     * @param first what is done with the context before any part is started
     */
    static ConfigurableApplicationContext start(
            Map<String, Object> configuration, Consumer<ConfigurableApplicationContext> first, String... arguments) {
        var application = new SpringApplication(StandaloneConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(new PartsInitializer(configuration, first));
        return application.run(arguments);
    }
}
