package io.retrace.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at a random moment under load, in half of the rounds to PostgreSQL too; then the next start, with nothing done
 * by hand. The mail catcher is the test's own, because the embedded one keeps mail in the memory of what is killed.
 */
class KilledUnderLoadIT {

    private static final int BEFORE_MS_MAX = 8_000;
    private static final int BEFORE_MS_MIN = 1_000;
    private static final int BETWEEN_MS_MAX = 500;
    private static final int AFTER_MS = 2_000;
    private static final List<String> STATES = List.of("choose_method", "sent_email", "passed_challenge");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SoakOptions options = SoakOptions.read();
    private final Random random = new Random(options.seed());
    private final MailCatcher mail = MailCatcher.start(LoopbackPort.findFree(), LoopbackPort.findFree());
    private StandaloneProcess retrace;
    private NativeClient client;

    @BeforeEach
    void start() {
        retrace = StandaloneProcess.mailingTo(mail, directory, Map.of());
        retrace.start();
        client = new NativeClient(retrace.endpoints());
    }

    @AfterEach
    void end() {
        retrace.close();
        mail.close();
    }

    @Test
    void every_answer_has_its_event_and_every_letter_arrives_however_often_it_is_killed() throws Exception {
        try (var table = new SoakTable(
                "kill",
                "%d rounds, seed %d".formatted(options.rounds(), options.seed()),
                "round",
                "killed",
                "answered",
                "cut off",
                "journeys",
                "letters",
                "came twice",
                "events",
                "ready again")) {
            for (int round = 1; round <= options.rounds(); round++) {
                var victims = Victims.values()[(round - 1) % Victims.values().length];
                var promises = new Promises();
                var ready = killUnderLoad(victims, promises);
                long twice = lettersThatCameTwice(promises);
                table.row(
                        round,
                        victims.words,
                        promises.requestsAnswered(),
                        promises.requestsUnanswered(),
                        promises.journeysDone(),
                        promises.letters().size(),
                        twice,
                        eventsThatKeep(promises),
                        ready.toMillis() + " ms");
            }
        }
    }

    /** Who is killed, and in which order. */
    private enum Victims {
        JVM("JVM"),
        DATABASE_THEN_JVM("PostgreSQL, JVM"),
        JVM_AGAIN("JVM"),
        JVM_THEN_DATABASE("JVM, PostgreSQL");

        private final String words;

        Victims(String words) {
            this.words = words;
        }
    }

    private Duration killUnderLoad(Victims victims, Promises promises) throws Exception {
        var load = Load.start(retrace.endpoints(), promises);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(BEFORE_MS_MIN, BEFORE_MS_MAX));
        load.outageBegins();
        if (victims == Victims.DATABASE_THEN_JVM) {
            retrace.killDatabase();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(BETWEEN_MS_MAX));
        }
        retrace.kill();
        if (victims == Victims.JVM_THEN_DATABASE) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(BETWEEN_MS_MAX));
            retrace.killDatabase();
        }
        var ready = retrace.start();
        load.outageEnds();
        TimeUnit.MILLISECONDS.sleep(AFTER_MS);
        load.end();
        assertThat(promises.surprises()).as(seed()).isEmpty();
        assertThat(promises.letters()).as(seed()).isNotEmpty();
        return ready;
    }

    /** None is missing, and none comes more than twice. */
    private long lettersThatCameTwice(Promises promises) {
        Lags.awaitNone(client);
        assertThat(promises.letters())
                .as(seed())
                .allSatisfy(address -> assertThat(client.lettersTo(address)).isBetween(1, 2));
        return promises.letters().stream()
                .filter(address -> client.lettersTo(address) == 2)
                .count();
    }

    /** How many events the log has, which is dense, holds all that was promised, and gives itself when decided again. */
    private long eventsThatKeep(Promises promises) {
        try (var log = new LogInspection(retrace.database())) {
            assertThat(log.isDense()).as(seed()).isTrue();
            assertThat(log.brokenStreams()).as(seed()).isEmpty();
            assertThat(log.missing(promises.events())).as(seed()).isEmpty();
            assertThat(log.differencesOnReplay()).as(seed()).isEmpty();
            assertStates(promises);
            return log.position();
        }
    }

    /** A flow may have come further than its client was told, never less far. */
    private void assertStates(Promises promises) {
        assertThat(promises.states()).as(seed()).allSatisfy((flow, state) -> {
            var now =
                    client.getPublic("/self-service/recovery/flows?id=" + flow).text("/state");
            assertThat(STATES.indexOf(now)).as(flow + " is " + now).isGreaterThanOrEqualTo(STATES.indexOf(state));
        });
    }

    private String seed() {
        return "seed " + options.seed();
    }
}
