package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an operator reads about a recovery that is over. */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {

    private final NativeClient client;
    private final String local = "history-" + UUID.randomUUID();
    private final String email = local + "@example.org";
    private String recovery = "";
    private String code = "";

    HistoryTest(StandaloneFixture retrace) {
        client = new NativeClient(retrace.endpoints());
    }

    @BeforeAll
    void recover() {
        client.createIdentity(email);
        recovery = client.openRecovery();
        client.submitEmail(recovery, email);
        code = client.mailedCode(email);
        client.submitCode(recovery, code.equals("000000") ? "111111" : "000000");
        assertThat(client.submitCode(recovery, code).text("/state")).isEqualTo("passed_challenge");
        await().atMost(Duration.ofSeconds(10)).until(() -> events().size() >= 9);
    }

    @Test
    void all_that_happened_stands_there_in_order_each_with_outcome_and_reason() {
        assertThat(events())
                .extracting(event -> event.path("type").asString(""))
                .containsExactlyInAnyOrder(
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "letter.LetterDelivered",
                        "recovery.CodeRejected",
                        "recovery.CodeAccepted",
                        "identity.AddressVerified",
                        "session.SessionIssued",
                        "settings.SettingsInitiated",
                        "recovery.RecoveryCompleted");
        assertThat(events())
                .extracting(event -> event.path("position").asLong())
                .isSorted();
        assertThat(reasonOf("recovery.RecoveryInitiated")).isEqualTo("success: a client asked for it");
        assertThat(reasonOf("recovery.RecoveryEmailRequested"))
                .matches("neutral: letter 1 with a code, for identity [0-9a-f-]{36}");
        assertThat(reasonOf("recovery.CodeRejected")).isEqualTo("failure: no match, submission 1");
        assertThat(reasonOf("recovery.CodeAccepted")).isEqualTo("success: the code fits, submission 2");
        assertThat(reasonOf("session.SessionIssued")).startsWith("success: until ");
        assertThat(reasonOf("settings.SettingsInitiated")).isEqualTo("success: opened by " + recovery);
        assertThat(reasonOf("recovery.RecoveryCompleted"))
                .matches("success: session [0-9a-f-]{36}, settings flow [0-9a-f-]{36}");
        assertThat(reasonOf("letter.LetterDelivered")).isEqualTo("success: by email, attempt 1");
    }

    @Test
    void neither_address_nor_code_stand_in_it() {
        var body = client.getAdmin("/admin/audit/recoveries/" + recovery).body();

        assertThat(body).doesNotContain(local).doesNotContain("\"" + code + "\"");
    }

    @Test
    void the_document_can_be_had_as_of_each_position() {
        var opened = positionOf("recovery.RecoveryInitiated");

        assertThat(documentAt(String.valueOf(opened - 1)).status()).isEqualTo(404);
        assertThat(stateAt(opened)).isEqualTo("choose_method: 0");
        assertThat(stateAt(positionOf("recovery.RecoveryEmailRequested"))).isEqualTo("sent_email: 1060003");
        assertThat(stateAt(positionOf("recovery.CodeRejected"))).isEqualTo("sent_email: 4060006");
        assertThat(stateAt(positionOf("recovery.RecoveryCompleted"))).startsWith("passed_challenge: ");
    }

    @Test
    void the_document_can_be_had_as_of_a_time() {
        var opened = recordedAt("recovery.RecoveryInitiated");
        var rejected = recordedAt("recovery.CodeRejected");

        assertThat(documentAt(opened.minusSeconds(60).toString()).status()).isEqualTo(404);
        assertThat(documentAt(rejected.toString()).text("/state")).isEqualTo("sent_email");
        assertThat(documentAt("").text("/state")).isEqualTo("passed_challenge");
    }

    @Test
    void of_a_time_to_come_and_of_a_position_that_the_log_has_not_reached_there_is_no_document() {
        for (var none : List.of(Instant.now().plusSeconds(3_600).toString(), "999999999999", "soon")) {
            var answer = documentAt(none);

            assertThat(answer.status()).as(none).isEqualTo(400);
            assertThat(answer.text("/type")).isEqualTo("urn:retrace:problem:no-such-moment");
        }
    }

    private List<JsonNode> events() {
        return client.getAdmin("/admin/audit/recoveries/" + recovery)
                .json()
                .path("events")
                .valueStream()
                .toList();
    }

    private JsonNode event(String type) {
        return events().stream()
                .filter(event -> event.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }

    private long positionOf(String type) {
        return event(type).path("position").asLong();
    }

    private Instant recordedAt(String type) {
        return Instant.parse(event(type).path("recorded_at").asString());
    }

    private String reasonOf(String type) {
        return event(type).path("outcome").asString("") + ": "
                + event(type).path("reason").asString("");
    }

    private String stateAt(long position) {
        var document = documentAt(String.valueOf(position));
        return document.text("/state") + ": "
                + document.json().at("/ui/messages/0/id").asInt(0);
    }

    private NativeClient.Answer documentAt(String asOf) {
        return client.getAdmin("/admin/audit/recoveries/" + recovery + "/document?as_of=" + asOf);
    }
}
