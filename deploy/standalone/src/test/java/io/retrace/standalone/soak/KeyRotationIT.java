package io.retrace.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.Pool;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.apart.ServiceProcess;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every key file gets a new key while people recover their accounts, step by step as docs/operations.md says. Only
 * connections that a restart cuts may fail.
 */
class KeyRotationIT {

    private static final Duration JOURNEYS_MAX = Duration.ofMinutes(2);
    private static final int JOURNEYS = 5;
    private static final String IN_USE = """
            select convert_from(body, 'UTF8')::json -> 'data' ->> 'file' from log.event
             where type = 'operation.KeyRotated' and convert_from(body, 'UTF8')::json -> 'data' ->> 'key' = '2'""";
    private static final String ANOTHER_DAY = """
            update courier.private_key set day = day - 1, made_at = made_at - interval '1 day'""";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final MailCatcher mail = MailCatcher.start(LoopbackPort.findFree(), LoopbackPort.findFree());
    private final Promises promises = new Promises();
    private StandaloneProcess retrace;
    private KeyFiles keys;
    private NativeClient client;

    @BeforeEach
    void start() {
        retrace = StandaloneProcess.mailingTo(mail, directory, Map.of());
        retrace.start();
        keys = new KeyFiles(retrace.data().resolve("keys"));
        client = new NativeClient(retrace.endpoints());
    }

    @AfterEach
    void end() {
        retrace.close();
        mail.close();
    }

    @Test
    void each_key_rotates_under_load_and_old_ones_go_and_nothing_that_was_answered_is_lost() throws Exception {
        // given
        var token = client.recoverNew(address());
        var halfway = address();
        var identity = client.createIdentity(halfway);
        var flow = client.askForCode(halfway);
        var code = client.mailedCode(halfway);
        // when
        var load = Load.start(retrace.endpoints(), promises);
        awaitJourneys();
        keys.announce();
        restart(load);
        keys.rotate();
        execute("retrace_courier", ANOTHER_DAY);
        restart(load);
        rekey();
        keys.removeOld();
        restart(load);
        load.end();
        // then
        assertThat(promises.surprises()).isEmpty();
        assertThatNothingIsLost();
        assertThatTheNewKeysAreInUse();
        assertThat(client.submitCode(flow, code).text("/state")).isEqualTo("passed_challenge");
        assertThat(holds(token)).isTrue();
        assertThat(isTaken(halfway)).isTrue();
        assertThat(client.getAdmin("/admin/identities/" + identity).text("/traits/email"))
                .isEqualTo(halfway);
        client.askForCode(halfway);
        await().atMost(JOURNEYS_MAX).until(() -> client.lettersTo(halfway) == 2);
    }

    private void rekey() {
        var place = directory.resolve("rekey");
        var data = Map.of("retrace.standalone.data_directory", retrace.data().toString());
        assertThat(ServiceProcess.run(place, "standalone", data, "rekey")).isZero();
        assertThat(ServiceProcess.printedIn(place))
                .containsPattern("retrace: keys of subjects wrapped under the newest key: [1-9]");
    }

    private void restart(Load load) throws InterruptedException {
        load.outageBegins();
        retrace.stop();
        retrace.start();
        load.outageEnds();
        awaitJourneys();
    }

    /** Some that began before are over, and some that begin now are too. */
    private void awaitJourneys() {
        int enough = promises.journeysDone() + JOURNEYS;
        await().atMost(JOURNEYS_MAX).until(() -> promises.journeysDone() >= enough);
    }

    private void assertThatNothingIsLost() {
        Lags.awaitNone(client);
        assertThat(promises.letters())
                .allSatisfy(address -> assertThat(client.lettersTo(address)).isBetween(1, 2));
        try (var log = new LogInspection(retrace.database())) {
            assertThat(log.isDense()).isTrue();
            assertThat(log.brokenStreams()).isEmpty();
            assertThat(log.missing(promises.events())).isEmpty();
            assertThat(log.differencesOnReplay()).isEmpty();
        }
    }

    private void assertThatTheNewKeysAreInUse() {
        try (var pool = Pool.open("log", retrace.database())) {
            assertThat(pool.jdbc()
                            .sql(IN_USE)
                            .query((row, _) -> row.getString(1))
                            .list())
                    .containsExactlyInAnyOrder(
                            "budget.keys", "claim.keys", "code-pepper.keys", "kek.keys", "session.keys");
            assertThat(pool.jdbc()
                            .sql("select distinct wrapped_by from keys.subject_key")
                            .query((row, _) -> row.getInt(1))
                            .list())
                    .containsExactly(2);
        }
        try (var pool = Pool.open("courier", database("retrace_courier"))) {
            assertThat(pool.jdbc()
                            .sql("select wrapped_by from courier.private_key order by day")
                            .query((row, _) -> row.getInt(1))
                            .list())
                    .containsExactly(1, 2);
        }
    }

    private boolean holds(String token) {
        var whoami =
                client.send("GET", retrace.endpoints().publicBase(), "/sessions/whoami", "", "X-Session-Token", token);
        return whoami.status() == 200;
    }

    private boolean isTaken(String address) {
        var again = client.postIdentity("{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + address + "\"}}");
        return again.status() == 409;
    }

    private void execute(String database, String sql) {
        try (var pool = Pool.open("rotation", database(database))) {
            pool.jdbc().sql(sql).update();
        }
    }

    private DatabaseSettings database(String name) {
        var log = retrace.database();
        var url = log.url().substring(0, log.url().lastIndexOf('/') + 1) + name;
        return new DatabaseSettings(url, log.user(), log.password(), 4);
    }

    private static String address() {
        return "rotation-" + UUID.randomUUID() + "@example.org";
    }
}
