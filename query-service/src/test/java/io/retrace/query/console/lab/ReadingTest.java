package io.retrace.query.console.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventCodec;
import io.retrace.model.policy.Policy;
import io.retrace.query.console.Form;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a form asks for, and what is wrong with it. */
class ReadingTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    @Test
    void changed_limits_become_a_part_of_a_policy() {
        var request = request(Map.of(
                "range", "between",
                "from", "2026-01-05",
                "to", "4711",
                "policy", "changed",
                "submissions_max", "3",
                "codes_per_identity", "10",
                "codes_per_identity_window", "30 min",
                "code_lifetime", "90 s",
                "clients", "203.0.113.0/24\r\n198.51.100.7"));

        assertThat(request)
                .hasToString("{\"range\":{\"from\":\"2026-01-05T00:00:00Z\",\"to\":4711},"
                        + "\"policy\":{\"submissions_max\":3,"
                        + "\"budgets\":{\"codes_per_identity\":{\"limit\":10,\"window\":\"PT30M\"}},"
                        + "\"code_lifetime\":\"PT1M30S\"},"
                        + "\"suspects\":{\"clients\":[\"203.0.113.0/24\",\"198.51.100.7\"],"
                        + "\"identities\":[],\"flows\":[]}}");
    }

    @Test
    void a_preset_ends_now_and_the_whole_log_has_no_ends() {
        assertThat(request(Map.of("range", "day", "policy", "recorded")).path("range"))
                .isEqualTo(json("{\"from\": \"2026-01-09T12:00:00Z\"}"));
        assertThat(request(Map.of("range", "all", "policy", "asvs-l2")).path("range"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "submissions_max, 0, From 1 to 255.",
        "submissions_max, many, 'A whole number, as 5.'",
        "submissions_max, -1, 'A whole number, as 5.'",
        "code_lifetime, 2 days, From 1 s to 24 h.",
        "code_lifetime, 15, 'A length, as 90 s, 15 min or 1 h.'",
        "session_lifetime, 99999999 days, From 1 min to 400 days.",
        "codes_per_identity, 1000001, From 0 to 1000000.",
        "letters_per_flow, 0, From 1 to 1000.",
        "from, yesterday, 'A time in UTC as 2026-01-10 04:00, or the position of an event.'",
        "to, 2026-13-01, 'A time in UTC as 2026-01-10 04:00, or the position of an event.'"
    })
    void what_is_wrong_is_said_at_its_field_and_how_it_would_be_right(String field, String text, String complaint) {
        var reading = reading(Map.of("range", "between", "policy", "changed", field, text));

        reading.request(NOON);

        assertThat(reading.complaints()).containsEntry(field, complaint);
    }

    @Test
    void another_policy_is_chosen_or_limits_are_changed_and_not_both_or_neither() {
        var both = reading(Map.of("range", "all", "policy", "kratos", "submissions_max", "3"));
        var neither = reading(Map.of("range", "all", "policy", "changed"));

        both.request(NOON);
        neither.request(NOON);

        assertThat(both.complaints()).containsOnlyKeys("policy");
        assertThat(neither.complaints()).containsOnlyKeys("policy");
    }

    @Test
    void what_the_service_refuses_is_said_at_the_field_that_it_is_about() {
        var reading = reading(Map.of());

        reading.complain("suspects.clients must hold addresses or networks, as 203.0.113.0/24");
        reading.complain("range holds no events");

        assertThat(reading.complaints())
                .containsEntry("clients", "This must hold addresses or networks, as 203.0.113.0/24.")
                .containsEntry("range", "Range holds no events.");
    }

    @Test
    void a_request_fills_the_form_that_makes_it() {
        var asked = Map.of(
                "range", "between",
                "from", "17",
                "to", "4711",
                "policy", "changed",
                "codes_per_identity", "10",
                "code_lifetime", "15 min",
                "clients", "203.0.113.0/24\n198.51.100.7");
        var request = request(asked);

        var form = LabForm.like(request, 17, 4711, content());

        assertThat(form.values()).containsAllEntriesOf(asked);
        assertThat(request(form.values())).isEqualTo(request);
        assertThat(form.now(Limit.SUBMISSIONS_MAX)).hasValue("5");
        assertThat(form.now(Limit.LINK_LIFETIME)).isEmpty();
    }

    @Test
    void a_question_is_asked_again_about_the_very_same_events() {
        var asked = json("{\"range\": {\"from\": \"2026-01-05T04:00:17.250Z\"}}");

        var form = LabForm.like(asked, 17, 4711, content());

        assertThat(form.value("range")).isEqualTo("between");
        assertThat(form.value("from")).isEqualTo("17");
        assertThat(form.value("to")).isEqualTo("4711");
    }

    private static JsonNode request(Map<String, String> fields) {
        var reading = reading(fields);
        var request = reading.request(NOON);
        assertThat(reading.complaints()).isEmpty();
        return request;
    }

    private static Reading reading(Map<String, String> fields) {
        return new Reading(new Form(fields), limits -> new EventCodec().policy(Policy.kratos(), limits));
    }

    private static JsonNode content() {
        return new EventCodec().content(Policy.kratos());
    }

    private static JsonNode json(String text) {
        return WireJson.mapper().readTree(text);
    }
}
