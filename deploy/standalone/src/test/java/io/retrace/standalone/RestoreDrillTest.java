package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.log.ErasedSubjects;
import io.retrace.query.QuerySide;
import io.retrace.standalone.broker.KafkaBroker;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.util.FileSystemUtils;

/**
 * A disk is lost, and what was on it comes back from a backup that is older; Kafka and the mail server are elsewhere and
 * have seen more. One step after the other, as deploy/README.md says.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RestoreDrillTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(4);

    private final Path directory = temporary();
    private final KafkaBroker broker = KafkaBroker.start(directory.resolve("broker"), LoopbackPort.findFree());
    private final int smtpPort = LoopbackPort.findFree();
    private final int mailPort = LoopbackPort.findFree();
    private final Path backup = directory.resolve("backup");
    private final Path keyBackup = directory.resolve("key-backup");
    private final Path restored = directory.resolve("restored");
    private final List<String> openedBefore = new CopyOnWriteArrayList<>();
    private final String done = address();
    private final String halfway = address();
    private final String waiting = address();
    private final String late = address();

    private MailCatcher mail = MailCatcher.start(smtpPort, mailPort);
    private StandaloneFixture retrace = StandaloneFixture.start(configuration());
    private NativeClient client = client();
    private Lived before = new Lived("", "", "");
    private Lived lost = new Lived("", "", "");
    private Map<String, Integer> lettersBefore = Map.of();
    private String halfwayFlow = "";
    private String halfwayCode = "";
    private String waitingFlow = "";
    private String lateFlow = "";
    private String erased = "";

    /** A recovery that was gone through. */
    private record Lived(String identity, String flow, String token) {}

    @BeforeAll
    void live_until_the_disk_is_lost() throws IOException {
        before = recover(done);
        client.createIdentity(halfway);
        halfwayFlow = client.askForCode(halfway);
        halfwayCode = client.mailedCode(halfway);
        erased = client.createIdentity(address());
        client.createIdentity(waiting);
        for (int i = 0; i < 20; i++) {
            openedBefore.add(client.openRecovery());
        }
        awaitPublished();
        mail.close();
        waitingFlow = client.askForCode(waiting);
        awaitPublished();

        backUpUnderLoad();

        mail = MailCatcher.start(smtpPort, mailPort);
        awaitDelivered(waitingFlow);
        erase();
        lost = recover(late);
        lateFlow = client.askForCode(done);
        awaitDelivered(lateFlow);
        awaitPublished();
        lettersBefore = letters();
        Maintenance.run("backup-keys", "--to=" + keyBackup, dataIn(retrace.data()));
        retrace.close();
    }

    private void backUpUnderLoad() {
        var loading = new AtomicBoolean(true);
        var load = CompletableFuture.runAsync(() -> {
            while (loading.get()) {
                assertThat(client.openRecovery()).isNotEmpty();
            }
        });
        Maintenance.run("backup", "--to=" + backup, dataIn(retrace.data()));
        loading.set(false);
        load.join();
    }

    /** The key is destroyed, and that is put on record where no restore of the database takes it back. */
    private void erase() throws IOException {
        Files.writeString(
                retrace.data().resolve("keys").resolve(ErasedSubjects.FILE),
                "identity-" + erased + "\n",
                StandardOpenOption.CREATE);
        retrace.context()
                .getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql("update keys.subject_key set wrapped_key = null, destroyed_at = now() where subject = ?")
                .param("identity-" + erased)
                .update();
    }

    @AfterAll
    void stop() throws IOException {
        retrace.close();
        mail.close();
        broker.close();
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    @Order(1)
    void a_restored_database_is_not_served_before_after_restore() throws IOException {
        restore();

        assertThatThrownBy(() -> StandaloneFixture.startOn(restored, configuration()))
                .hasMessageContaining("was restored from a backup; run \"make after-restore\" first");
    }

    @Test
    @Order(2)
    void one_that_was_restored_by_other_means_is_noticed_by_what_kafka_has() throws IOException {
        Files.delete(restored.resolve("postgres/retrace.restored"));
        var published = EventsOnKafka.all(broker);
        startRestored();

        await().atMost(SOON).untilAsserted(() -> {
            var ready = client.getAdmin("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.json().path("errors").propertyNames()).containsExactlyInAnyOrder("relay", "courier");
        });
        assertThat(client.openRecovery()).isNotEmpty();
        await().during(QUIET).atMost(SOON).untilAsserted(() -> {
            assertThat(EventsOnKafka.all(broker)).isEqualTo(published);
            assertThat(letters()).isEqualTo(lettersBefore);
        });

        retrace.context().close();
    }

    @Test
    @Order(3)
    void after_restore_makes_it_fit_to_be_used() {
        assertThatThrownBy(this::restore).hasMessageContaining("there is a database already");
        assertThatThrownBy(() -> Maintenance.run("after-restore", dataIn(restored), port()))
                .hasMessageContaining("no restored database waits");
        Maintenance.run("restore", "--from=" + backup, "--replace=true", dataIn(restored));

        Maintenance.run("after-restore", dataIn(restored), port());
        startRestored();

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(client.getAdmin("/health/ready").status()).isEqualTo(200));
        assertThat(recover(address()).token()).isNotEmpty();
        awaitPublished();
    }

    @Test
    @Order(4)
    void what_was_before_the_backup_is_there() {
        assertThat(whoami(before.token())).isEqualTo(200);
        assertThat(client.getAdmin("/admin/audit/recoveries/" + before.flow()).body())
                .contains("recovery.RecoveryCompleted", "letter.LetterDelivered");
        assertThat(openedBefore)
                .allSatisfy(flow -> assertThat(statusOf(flow)).as(flow).isEqualTo(200));
        assertThat(client.submitCode(halfwayFlow, halfwayCode).text("/state")).isEqualTo("passed_challenge");
    }

    @Test
    @Order(5)
    void what_was_lost_is_unknown() {
        assertThat(statusOf(lost.flow())).isEqualTo(404);
        assertThat(client.submitCode(lateFlow, client.mailedCode(done)).status())
                .isEqualTo(404);
        assertThat(whoami(lost.token())).isEqualTo(401);
        assertThat(client.getAdmin("/admin/identities/" + lost.identity()).status())
                .isEqualTo(404);
    }

    @Test
    @Order(6)
    void no_letter_goes_out_twice_and_the_log_hears_again_what_became_of_each() {
        awaitDelivered(waitingFlow);
        awaitDelivered(lateFlow);
        assertThat(client.getAdmin("/admin/audit/recoveries/" + lateFlow).json().path("events"))
                .as("the lost flow's own events are not there")
                .hasSize(1);
        assertThat(lettersBefore).containsEntry(waiting, 1).containsEntry(late, 1);
        await().during(QUIET)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(letters()).isEqualTo(lettersBefore));
    }

    @Test
    @Order(7)
    void on_kafka_a_position_of_an_incarnation_means_one_event() {
        var all = EventsOnKafka.all(broker);
        var incarnations = all.stream()
                .map(EventsOnKafka.Event::incarnation)
                .distinct()
                .sorted()
                .toList();

        assertThat(incarnations).hasSize(2).startsWith(1);
        assertThat(all.stream().distinct().map(EventsOnKafka.Event::place)).doesNotHaveDuplicates();
        assertThat(all.stream()
                        .filter(event -> event.incarnation() > 1)
                        .map(EventsOnKafka.Event::position)
                        .max(Long::compare))
                .hasValue(retrace.logged());
    }

    @Test
    @Order(8)
    void an_erased_subject_stays_erased() {
        var keys = retrace.context()
                .getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql("select count(*) from keys.subject_key where subject = ? and wrapped_key is null")
                .param("identity-" + erased)
                .query(Long.class)
                .single();
        assertThat(keys).isEqualTo(1);
    }

    @Test
    @Order(9)
    void history_repeats_itself() {
        assertThat(retrace.differencesOnReplay()).isEmpty();
    }

    private void restore() throws IOException {
        Maintenance.run("restore", "--from=" + backup, dataIn(restored));
        Files.createDirectories(restored.resolve("keys"));
        try (var files = Files.newDirectoryStream(keyBackup)) {
            for (var file : files) {
                Files.copy(file, restored.resolve("keys").resolve(file.getFileName()));
            }
        }
        assertThat(restored.resolve("keys/courier.keys")).doesNotExist();
    }

    private void startRestored() {
        retrace = StandaloneFixture.startOn(restored, configuration());
        client = client();
    }

    private Map<String, String> configuration() {
        return Map.of(
                "retrace.kafka.bootstrap_servers",
                broker.bootstrapServers(),
                "retrace.courier.smtp.connection_uri",
                "smtp://127.0.0.1:" + smtpPort + "/?disable_starttls=true",
                "retrace.courier.retry_pause_max",
                "500ms");
    }

    private NativeClient client() {
        var at = retrace.endpoints();
        return new NativeClient(new Endpoints(
                at.publicBase(), at.adminBase(), at.uiBase(), URI.create("http://127.0.0.1:" + mailPort)));
    }

    private Lived recover(String email) {
        var identity = client.createIdentity(email);
        var flow = client.askForCode(email);
        var passed = client.submitCode(flow, client.mailedCode(email));
        assertThat(passed.text("/state")).isEqualTo("passed_challenge");
        awaitDelivered(flow);
        return new Lived(identity, flow, passed.text("/continue_with/0/ory_session_token"));
    }

    /** How many letters each address has got. */
    private Map<String, Integer> letters() {
        return Stream.of(done, halfway, waiting, late).collect(Collectors.toMap(to -> to, client::lettersTo));
    }

    private void awaitDelivered(String flow) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(client.getAdmin("/admin/audit/recoveries/" + flow)
                                .body())
                        .contains("letter.LetterDelivered"));
    }

    private void awaitPublished() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(client.getAdmin("/metrics/prometheus").body())
                                .contains("retrace_relay_lag 0.0"));
    }

    private int statusOf(String flow) {
        return client.getPublic("/self-service/recovery/flows?id=" + flow).status();
    }

    private int whoami(String token) {
        return client.send("GET", retrace.endpoints().publicBase(), "/sessions/whoami", "", "X-Session-Token", token)
                .status();
    }

    private static String dataIn(Path data) {
        return "--retrace.standalone.data_directory=" + data;
    }

    private static String port() {
        return "--retrace.standalone.postgres_port=" + LoopbackPort.findFree();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("retrace-drill");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address() {
        return "drill-" + UUID.randomUUID() + "@example.org";
    }
}
