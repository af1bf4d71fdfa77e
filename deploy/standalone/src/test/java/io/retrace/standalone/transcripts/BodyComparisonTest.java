package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BodyComparisonTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final URI BASE = URI.create("http://127.0.0.1:1");
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String TWO = "22222222-2222-4222-8222-222222222222";
    private static final String CODE_INPUT = "{\"name\": \"code\", \"node_type\": \"input\"}";

    private final Bindings bindings = Bindings.of(new Endpoints(BASE, BASE, BASE, BASE));

    @Test
    void the_code_input_may_complete_one_time_codes() {
        assertThat(compare(CODE_INPUT, CODE_INPUT.replace("}", ", \"autocomplete\": \"one-time-code\"}")))
                .isEmpty();
    }

    @Test
    void no_other_input_and_no_other_completion_may_be_added() {
        assertThat(compare(CODE_INPUT, CODE_INPUT.replace("}", ", \"autocomplete\": \"off\"}")))
                .containsExactly("$.autocomplete: unexpected, was \"off\"");
        String email = CODE_INPUT.replace("code", "email");
        assertThat(compare(email, email.replace("}", ", \"autocomplete\": \"one-time-code\"}")))
                .containsExactly("$.autocomplete: unexpected, was \"one-time-code\"");
    }

    @Test
    void arrays_are_compared_in_order() {
        assertThat(compare("{\"a\": [1, 2]}", "{\"a\": [2, 1]}"))
                .containsExactly("$.a[0]: expected 1, was 2", "$.a[1]: expected 2, was 1");
    }

    @Test
    void an_item_too_many_is_a_difference() {
        assertThat(compare("{\"a\": [1]}", "{\"a\": [1, 2]}")).containsExactly("$.a: expected 1 items, were 2");
    }

    @Test
    void recovery_addresses_come_in_any_order_and_are_bound_to_the_right_one() {
        String expected = """
                {"recovery_addresses": [{"id": "<recovery-address-1>", "via": "email"},
                                        {"id": "<recovery-address-2>", "via": "sms"}]}""";
        String actual = """
                {"recovery_addresses": [{"id": "%s", "via": "sms"}, {"id": "%s", "via": "email"}]}""".formatted(ONE, TWO);

        assertThat(compare(expected, actual)).isEmpty();
        assertThat(bindings.fill("<recovery-address-1> <recovery-address-2>")).isEqualTo(TWO + " " + ONE);
    }

    @Test
    void a_wrong_recovery_address_is_a_difference() {
        assertThat(compare(
                        "{\"recovery_addresses\": [{\"via\": \"email\"}]}",
                        "{\"recovery_addresses\": [{\"via\": \"sms\"}]}"))
                .containsExactly("$.recovery_addresses[0].via: expected \"email\", was \"sms\"");
    }

    @Test
    void seconds_are_a_number_times_are_a_text_and_any_is_anything() {
        assertThat(compare("{\"a\": \"<unix>\", \"b\": \"<any>\"}", "{\"a\": 7, \"b\": [{}]}"))
                .isEmpty();
        assertThat(compare("{\"a\": \"<unix>\", \"b\": \"<time>\"}", "{\"a\": \"7\", \"b\": 7}"))
                .containsExactly("$.a: expected \"<unix>\", was \"7\"", "$.b: expected \"<time>\", was 7");
    }

    @Test
    void nothing_and_null_are_not_the_same() {
        assertThat(compare("{\"a\": null}", "{}")).containsExactly("$.a: missing, expected null");
        assertThat(compare("{\"a\": null}", "{\"a\": \"\"}")).containsExactly("$.a: expected null, was \"\"");
    }

    private List<String> compare(String expected, String actual) {
        return BodyComparison.differences(JSON.readTree(expected), JSON.readTree(actual), bindings, Set.of());
    }
}
