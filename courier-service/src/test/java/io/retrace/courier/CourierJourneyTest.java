package io.retrace.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.courier.channel.ScriptedSmtp;
import io.retrace.log.LetterContent;
import io.retrace.log.LetterContent.Template;
import io.retrace.log.LetterPost;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SealedLetter;
import io.retrace.topic.TestBroker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CourierJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final ScriptedSmtp SMTP = new ScriptedSmtp();
    private static final TestLog TEST = TestLog.create();

    @TempDir
    private static Path keys;

    private static ConfigurableApplicationContext courier;

    private final RecoveryId flow = new RecoveryId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        CourierDatabase.MIGRATION.run(TEST.settings("postgres"));
        courier = TestCourier.start(TEST, keys, SMTP.uri());
    }

    @AfterAll
    static void stop() {
        courier.close();
        SMTP.close();
        TEST.close();
    }

    @BeforeEach
    void forget() {
        SMTP.answer("RCPT", "250 ok");
        SMTP.answer(".", "250 queued");
        SMTP.mails().clear();
    }

    @Test
    void an_event_becomes_a_mail_and_a_report() throws Exception {
        courier.close();
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try {
            courier = TestCourier.start(
                    TEST,
                    keys,
                    URI.create("smtp://127.0.0.1:" + mailServer.getSmtp().getPort() + "/?disable_starttls=true"));

            var asked = send(1, code("042137"));

            var report = awaitReport(asked);
            var mail = mailServer.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Use code 042137 to recover access to your account");
            assertThat(mail.getAllRecipients()[0]).hasToString("ada@example.org");
            assertThat(mail.getHeader("Message-ID")).containsExactly("<" + asked.id() + "@retrace.example.com>");
            assertThat(report.get("letter_id").asString()).isEqualTo(asked.id().toString());
            assertThat(report.get("outcome").asString()).isEqualTo("delivered");
            assertThat(report.get("channel").asString()).isEqualTo("email");
            assertThat(report.get("attempts").asInt()).isEqualTo(1);
            assertThat(report.get("correlation_id").asString()).isEqualTo(flow.stream());
            assertThat(report.get("trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        } finally {
            courier.close();
            mailServer.stop();
            courier = TestCourier.start(TEST, keys, SMTP.uri());
        }
    }

    @Test
    void a_letter_that_was_put_off_is_tried_again() {
        SMTP.answer("RCPT", "451 later");
        double before = letters("put_off");
        var asked = send(1, code("042137"));
        await().atMost(SOON).until(() -> letters("put_off") > before);

        SMTP.answer("RCPT", "250 ok");

        var report = awaitReport(asked);
        assertThat(report.get("outcome").asString()).isEqualTo("delivered");
        assertThat(report.get("attempts").asInt()).isEqualTo(2);
        assertThat(SMTP.mails()).hasSize(1);
    }

    @Test
    void a_letter_that_is_put_off_each_time_is_given_up() {
        SMTP.answer("RCPT", "451 later");

        var report = awaitReport(send(1, code("042137")));

        assertThat(report.get("outcome").asString()).isEqualTo("failed");
        assertThat(report.get("reason").asString()).isEqualTo("attempts_exhausted");
        assertThat(report.get("attempts").asInt()).isEqualTo(2);
    }

    /** The one place where a letter can go out twice: nobody can know what became of a mail that was not answered. */
    @Test
    void a_mail_whose_end_is_not_answered_goes_out_again_under_the_same_id_and_only_so_often() {
        SMTP.answer(".", "");

        var asked = send(1, code("042137"));

        assertThat(awaitReport(asked).get("reason").asString()).isEqualTo("attempts_exhausted");
        assertThat(SMTP.mails())
                .hasSize(2)
                .allMatch(mail -> mail.contains("Message-ID: <" + asked.id() + "@retrace.example.com>"));
    }

    @Test
    void a_mail_that_was_accepted_while_the_database_is_away_goes_out_once() {
        TEST.execute("revoke insert on courier.outbox from retrace_courier");
        EventEnvelope asked;
        try {
            asked = send(1, code("042137"));
            await().atMost(SOON).until(() -> SMTP.mails().size() == 1);
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> reports(asked).isEmpty());
        } finally {
            TEST.execute("grant insert on courier.outbox to retrace_courier");
        }

        assertThat(awaitReport(asked).get("attempts").asInt()).isEqualTo(1);
        assertThat(SMTP.mails()).hasSize(1);
    }

    @Test
    void a_letter_that_is_refused_is_given_up_at_once() {
        SMTP.answer("RCPT", "550 unknown");

        var report = awaitReport(send(1, code("042137")));

        assertThat(report.get("reason").asString()).isEqualTo("refused");
        assertThat(report.get("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void a_code_that_has_expired_is_not_sent() {
        var report = awaitReport(send(1, code("042137"), Instant.now()));

        assertThat(report.get("reason").asString()).isEqualTo("outdated");
        assertThat(SMTP.mails()).isEmpty();
    }

    @Test
    void a_code_that_a_newer_one_made_void_is_not_sent() {
        SMTP.answer("RCPT", "451 later");
        var first = send(1, code("042137"));
        awaitPutOffAndHold();
        SMTP.answer("RCPT", "250 ok");

        var second = send(2, code("731240"));

        assertThat(awaitReport(second).get("outcome").asString()).isEqualTo("delivered");
        TEST.execute("update courier.delivery set due_at = now() where outcome is null");
        assertThat(awaitReport(first).get("reason").asString()).isEqualTo("outdated");
        assertThat(SMTP.mails()).hasSize(1);
        assertThat(SMTP.mails().getFirst()).contains("731240");
    }

    @Test
    @Tag("row-365")
    @Tag("row-374")
    void a_silent_letter_is_neither_sent_nor_reported() {
        double before = letters("silent");
        var silent = send(1, new LetterContent(Template.SILENT, "nobody@example.org", "", "en", 15));
        await().atMost(SOON).until(() -> letters("silent") > before);

        awaitReport(send(2, code("042137")));

        assertThat(reports(silent)).isEmpty();
        assertThat(SMTP.mails()).hasSize(1);
    }

    @Test
    void a_letter_that_does_not_open_is_given_up() {
        var report = awaitReport(send(TestEvents.letterRequested(
                flow,
                1,
                new SealedLetter("another-key", "bm90aGluZw"),
                Instant.now().plusSeconds(900))));

        assertThat(report.get("reason").asString()).isEqualTo("unreadable");
    }

    @Test
    void a_restarted_courier_opens_what_was_closed_before() {
        var letter = close(code("042137"));
        courier.close();
        courier = TestCourier.start(TEST, keys, SMTP.uri());

        var report = awaitReport(
                send(TestEvents.letterRequested(flow, 1, letter, Instant.now().plusSeconds(900))));

        assertThat(report.get("outcome").asString()).isEqualTo("delivered");
    }

    /** The letter that waits is not tried again by itself; the pause before that is half a second. */
    private static void awaitPutOffAndHold() {
        await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> TEST.count("""
                with held as (
                    update courier.delivery set due_at = now() + interval '1 hour'
                     where outcome is null and put_off is not null
                    returning letter_id)
                select count(*) from held""") == 1);
    }

    private EventEnvelope send(int generation, LetterContent content) {
        return send(generation, content, Instant.now().plusSeconds(900));
    }

    private EventEnvelope send(int generation, LetterContent content, Instant expiresAt) {
        return send(TestEvents.letterRequested(flow, generation, close(content), expiresAt));
    }

    private static EventEnvelope send(EventEnvelope envelope) {
        TestEvents.send(envelope);
        return envelope;
    }

    private SealedLetter close(LetterContent content) {
        return new LetterPost(TEST.commandSide(), Clock.systemUTC()).close(content, flow.stream());
    }

    private static LetterContent code(String code) {
        return new LetterContent(Template.RECOVERY_CODE_VALID, "ada@example.org", code, "en", 15);
    }

    private static double letters(String outcome) {
        return courier.getBean(MeterRegistry.class)
                .get("retrace.letters")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static JsonNode awaitReport(EventEnvelope asked) {
        await().atMost(SOON).until(() -> !reports(asked).isEmpty());
        assertThat(reports(asked)).hasSize(1);
        return JsonMapper.shared().readTree(reports(asked).getFirst());
    }

    private static List<String> reports(EventEnvelope asked) {
        return TestBroker.records("retrace.deliveries", new LetterId(asked.id().value()).stream()).stream()
                .map(report -> new String(report.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
