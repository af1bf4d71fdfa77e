package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class QueryTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/self-service/recovery/flows");

    @Test
    void names_and_values_are_decoded() {
        request.setQueryString("return%5Fto=https%3A%2F%2Fapp.example.org%2F%3Fa%3D1&name=J%C3%A4ne+Doe");

        assertThat(Query.of(request))
                .isEqualTo(Map.of("return_to", "https://app.example.org/?a=1", "name", "Jäne Doe"));
    }

    @Test
    void of_a_repeated_name_the_first_value_counts() {
        assertThat(Query.decode("flow=1&flow=2")).isEqualTo(Map.of("flow", "1"));
    }

    @Test
    void of_a_name_that_may_be_repeated_every_value_counts() {
        request.setQueryString("ids=1&other=2&ids=3%26&ids=%zz&ids&ids=");

        assertThat(Query.all(request, "ids")).containsExactly("1", "3&");
        assertThat(Query.all(request, "absent")).isEmpty();
        request.setQueryString(null);
        assertThat(Query.all(request, "ids")).isEmpty();
    }

    @Test
    void what_cannot_be_decoded_is_left_out_and_the_rest_is_kept() {
        assertThat(Query.decode("a=%zz&%=b&=c&alone&&d=e=f")).isEqualTo(Map.of("d", "e=f"));
    }

    @Test
    void an_empty_parameter_is_as_good_as_none() {
        request.setQueryString("id=&other=1");

        assertThat(Query.parameter(request, "id")).isEmpty();
        assertThat(Query.parameter(request, "absent")).isEmpty();
        assertThat(Query.parameter(request, "other")).contains("1");
    }

    @Test
    void a_request_without_a_query_has_no_parameters() {
        assertThat(Query.of(request)).isEmpty();
    }

    @Test
    void a_form_stays_in_the_body_for_whoever_decodes_it() {
        request.setQueryString("flow=1");
        request.addParameter("code", "123456");

        assertThat(Query.of(request)).isEqualTo(Map.of("flow", "1"));
    }

    @Test
    void a_uuid_comes_in_its_usual_form() {
        request.setQueryString("id=1b4e28ba-2fa1-41d2-883f-0016d3cca427&other=1-1-1-1-1");

        assertThat(Query.uuid(request, "id")).contains(UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427"));
        assertThat(Query.uuid(request, "other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1b4e28ba-2fa1-41d2-883f-0016d3cca42",
                "1b4e28ba-2fa1-41d2-883f-0016d3cca4270",
                "1b4e28ba-2fa1-41d2-883f-0016d3cca42g",
                "1b4e28ba2fa141d2883f0016d3cca4270000",
                "{b4e28ba-2fa1-41d2-883f-0016d3cca427"
            })
    void anything_else_is_no_uuid(String text) {
        assertThat(Query.uuid(text)).isEmpty();
    }
}
