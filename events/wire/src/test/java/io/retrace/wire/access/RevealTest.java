package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.PersonalDataRevealed;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.Sealed;
import io.retrace.wire.access.Reveal.RevealRefused;
import io.retrace.wire.http.WireJson;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Personal data is opened for who may, and that it was, and why, is on record before. */
class RevealTest {

    private static final String FLOW = "recovery-00000000-0000-4000-8000-000000000001";
    private static final String REASON = "reveal=true&reason=incident%2042%20of%20today";
    private static final Caller RESPONDER = new Caller("token:1", Set.of(Role.RESPONDER));
    private static final Caller AUDITOR = new Caller("token:2", Set.of(Role.AUDITOR));

    private final AdminPort port = new AdminPort();
    private final Sealed address = port.sealing.sealForToday(FLOW, "canary@example.org");

    @AfterEach
    void close() {
        port.close();
    }

    @ParameterizedTest
    @CsvSource({"''", "reveal=false", "reason=long%20enough%20to%20count"})
    void what_nobody_asks_to_see_stays_closed_and_says_whose_it_is(String query) {
        assertThat(opened(RESPONDER, query)).isEqualTo("[closed: day-2026-11-22]");
        assertThat(port.record()).isEmpty();
    }

    @Test
    void a_responder_with_a_reason_sees_it_and_that_is_on_record_with_the_reason_closed() {
        assertThat(opened(RESPONDER, REASON)).isEqualTo("canary@example.org");

        assertThat(port.record()).hasSize(1);
        var envelope = port.record().getFirst();
        assertThat(envelope.origin().actor()).isEqualTo("token:1");
        var revealed = (PersonalDataRevealed) envelope.event();
        assertThat(revealed.operation()).isEqualTo("GET /admin/audit/recoveries/{id}");
        assertThat(revealed.about()).contains(FLOW);
        assertThat(revealed.at()).isEqualTo(NOON);
        assertThat(port.sealing.open(revealed.reason(), revealed.stream())).isEqualTo("incident 42 of today");
    }

    @Test
    void each_time_is_on_record() {
        opened(RESPONDER, REASON);
        opened(RESPONDER, REASON);

        assertThat(port.record()).hasSize(2);
    }

    @Test
    void nobody_else_sees_it_and_that_they_tried_is_on_record() {
        assertRefused(AUDITOR, REASON, HttpStatus.FORBIDDEN, "This needs the role responder.");

        port.denials.close();
        assertThat(port.record()).hasSize(1);
        assertThat(port.record().getFirst().event()).isInstanceOf(AccessDenied.class);
    }

    @ParameterizedTest
    @CsvSource({"reveal=true", "reveal=true&reason=too%20short", "reveal=true&reason=%20%20%20%20%20%20%20%20%20%20"})
    void a_reason_must_say_something(String query) {
        assertRefused(
                RESPONDER,
                query,
                HttpStatus.BAD_REQUEST,
                "To see personal data, say why: reason must have 10 to 500 characters.");
        assertThat(port.record()).isEmpty();
    }

    @Test
    void a_reason_may_be_500_characters_long_and_no_longer() {
        assertThat(opened(RESPONDER, "reveal=true&reason=" + "x".repeat(500))).isEqualTo("canary@example.org");
        assertThatThrownBy(() -> opened(RESPONDER, "reveal=true&reason=" + "x".repeat(501)))
                .isInstanceOf(RevealRefused.class);
    }

    @Test
    void yes_is_neither_true_nor_false() {
        assertRefused(RESPONDER, "reveal=yes", HttpStatus.BAD_REQUEST, "reveal must be true or false.");
    }

    @Test
    void nothing_is_opened_that_could_not_be_put_on_record() {
        port.log.execute("drop function log.append_operation");

        assertThatThrownBy(() -> opened(RESPONDER, REASON)).isInstanceOf(NotOnRecord.class);
    }

    @Test
    void in_the_data_of_an_event_each_text_opens_where_it_was_closed() {
        var first = "recovery-00000000-0000-4000-8000-000000000002";
        var handedDown = port.sealing.sealForToday(first, "https://example.org/first");
        var data = WireJson.mapper().createObjectNode();
        data.set("address", json(address));
        data.set("request_url", json(handedDown));
        data.putObject("beginning").put("stream", first).set("request_url", json(handedDown));
        data.putArray("notices").addObject().put("id", 4_000_001).set("input", json(address));

        var opened = new RevealedJson(port.reveal.opener(asked(RESPONDER, REASON), Optional.of(FLOW))).of(data, FLOW);

        assertThat(opened).isEqualTo(WireJson.mapper().readTree("""
                {"address": "canary@example.org", "request_url": "https://example.org/first",
                 "beginning": {"stream": "recovery-00000000-0000-4000-8000-000000000002",
                               "request_url": "https://example.org/first"},
                 "notices": [{"id": 4000001, "input": "canary@example.org"}]}"""));
    }

    private static JsonNode json(Sealed text) {
        return WireJson.mapper()
                .createObjectNode()
                .put("subject", text.subject())
                .put("text", text.text());
    }

    private String opened(Caller caller, String query) {
        return port.reveal.opener(asked(caller, query), Optional.of(FLOW)).open(address, FLOW);
    }

    private void assertRefused(Caller caller, String query, HttpStatus status, String detail) {
        assertThatThrownBy(() -> opened(caller, query)).isInstanceOfSatisfying(RevealRefused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().detail()).isEqualTo(detail);
        });
    }

    private static MockHttpServletRequest asked(Caller caller, String query) {
        var request = AdminPort.request("GET", "/admin/audit/recoveries/1", "");
        request.setQueryString(query);
        caller.cameWith(request);
        return request;
    }
}
