package io.retrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SubmittedBodyTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int FIVE_MEBIBYTES = 5_242_880;

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/self-service/recovery");

    @Test
    void scalars_of_json_are_text_and_what_is_empty_or_null_is_absent() throws IOException {
        assertThat(fields(JSON, """
                {"method":"code","code":123456,"resend":true,"email":"","csrf_token":null,"more":{"a":1},"list":[1]}""")).isEqualTo(Map.of("method", "code", "code", "123456", "resend", "true"));
    }

    @Test
    void with_json_the_query_wins() throws IOException {
        request.setQueryString("code=111111&flow=1&email=");

        assertThat(fields(JSON, "{\"code\":\"222222\",\"email\":\"jane@example.org\"}"))
                .isEqualTo(Map.of("code", "111111", "flow", "1", "email", "jane@example.org"));
    }

    @Test
    @Tag("difference-token-of-a-logout-in-the-body")
    void what_must_not_stand_in_a_url_is_read_from_the_body_alone() throws IOException {
        request.setQueryString("session_token=of-the-url");
        request.setContentType(JSON);
        request.setContent("{\"other\":\"x\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(SubmittedBody.alone(request))
                .isEqualTo(new Fields(Map.of("other", "x"), Fields.NONE.transientPayload(), Fields.NONE.traits()));
    }

    @Test
    void with_a_form_the_body_wins() throws IOException {
        request.setQueryString("code=111111&flow=1");

        assertThat(fields(FORM, "code=222222&email=jane%40example.org&method="))
                .isEqualTo(Map.of("code", "222222", "flow", "1", "email", "jane@example.org"));
    }

    @Test
    void an_empty_field_of_a_form_does_not_hide_the_query() throws IOException {
        request.setQueryString("code=111111");

        assertThat(fields(FORM, "code=")).isEqualTo(Map.of("code", "111111"));
    }

    @Test
    void the_parts_of_a_multipart_form_are_not_read() throws IOException {
        request.setQueryString("flow=1");

        assertThat(fields("multipart/form-data; boundary=x", "--x\r\ncode=123456\r\n--x--"))
                .isEqualTo(Map.of("flow", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=utf-8"})
    @Tag("row-382")
    void json_may_come_with_a_charset(String type) throws IOException {
        assertThat(fields(type, "{\"method\":\"code\"}")).isEqualTo(Map.of("method", "code"));
    }

    @Test
    void a_body_without_length_is_none() throws IOException {
        request.setContentType(JSON);
        request.setContent(new byte[0]);

        assertThat(SubmittedBody.read(request))
                .isEqualTo(new Malformed(
                        "Unable to decode HTTP Request Body because its HTTP Header \"Content-Length\" is zero."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonp", "application/json+x"})
    @Tag("row-385")
    void another_content_type_is_quoted(String type) throws IOException {
        assertThat(read(type, "{}"))
                .isEqualTo(
                        new Malformed(
                                "HTTP POST Request used unknown HTTP Header \"Content-Type: "
                                        + type
                                        + "\", only [multipart/form-data application/x-www-form-urlencoded application/json] are supported."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1}{\"b\":2}", "{\"a\":1,\"a\":2}", "{'a':1}", "nonsense"})
    void what_is_no_json_is_malformed(String body) throws IOException {
        assertThat(read(JSON, body)).isEqualTo(new Malformed("Unable to decode form as JSON."));
    }

    @Test
    @Tag("difference-one-reading-of-json")
    void json_that_is_no_utf_8_is_malformed() throws IOException {
        request.setContentType(JSON);
        request.setContent("{\"email\":\"jäne@example.org\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(SubmittedBody.read(request)).isEqualTo(new Malformed("Unable to decode form as JSON."));
    }

    @Test
    @Tag("difference-one-reading-of-json")
    void json_may_nest_64_deep_and_no_deeper() throws IOException {
        assertThat(read(JSON, nested(63))).isInstanceOf(Fields.class);
        assertThat(read(JSON, nested(64))).isEqualTo(new Malformed("Unable to decode form as JSON."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null"})
    void json_that_is_no_object_is_malformed(String body) throws IOException {
        assertThat(read(JSON, body))
                .isEqualTo(new Malformed("Expected JSON sent in request body to be an object but got: JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"transient_payload\":null}", "{\"transient_payload\":{}}"})
    void no_payload_is_an_empty_one(String body) throws IOException {
        assertThat(payload(JSON, body)).isEqualTo("{}");
    }

    @Test
    void a_payload_comes_as_an_object_or_in_a_form_as_its_text() throws IOException {
        assertThat(payload(JSON, "{\"transient_payload\":{\"a\":[1]}}")).isEqualTo("{\"a\":[1]}");
        assertThat(payload(FORM, "transient_payload=%7B%22a%22%3A%5B1%5D%7D&method=code"))
                .isEqualTo("{\"a\":[1]}");
    }

    @Test
    @Tag("difference-D19")
    void a_payload_that_is_no_object_is_malformed() throws IOException {
        assertThat(read(JSON, "{\"transient_payload\":[1]}")).isInstanceOf(Malformed.class);
        assertThat(read(JSON, "{\"transient_payload\":\"text\"}")).isInstanceOf(Malformed.class);
        assertThat(read(FORM, "transient_payload=%5B1%5D")).isInstanceOf(Malformed.class);
        assertThat(read(FORM, "transient_payload=broken")).isInstanceOf(Malformed.class);
    }

    @Test
    @Tag("difference-transient-payload-4k")
    void a_payload_may_have_four_kibibytes_and_not_one_byte_more() throws IOException {
        int around = "{\"a\":\"\"}".length();
        var most = "{\"transient_payload\":{\"a\":\"" + "x".repeat(4_096 - around) + "\"}}";

        assertThat(read(JSON, most)).isInstanceOf(Fields.class);
        assertThat(read(JSON, most.replaceFirst("xx", "xxx"))).isInstanceOf(SubmittedBody.Malformed.class);
    }

    @Test
    @Tag("row-388")
    void five_mebibytes_are_read_and_not_one_byte_more() throws IOException {
        var frame = "{\"padding\":\"\"}".length();

        assertThat(read(JSON, "{\"padding\":\"" + "x".repeat(FIVE_MEBIBYTES - frame) + "\"}"))
                .isInstanceOf(Fields.class);
        assertThat(read(JSON, "{\"padding\":\"" + "x".repeat(FIVE_MEBIBYTES - frame + 1) + "\"}"))
                .isEqualTo(new TooLarge());
    }

    @Test
    void what_was_sent_does_not_print() throws IOException {
        assertThat(read(JSON, "{\"code\":\"123456\"}").toString()).isEqualTo("Fields[code]");
    }

    private static String nested(int arrays) {
        return "{\"deep\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    private Map<String, String> fields(String type, String body) throws IOException {
        return ((Fields) read(type, body)).fields();
    }

    private String payload(String type, String body) throws IOException {
        return ((Fields) read(type, body)).transientPayload().toString();
    }

    private SubmittedBody read(String type, String body) throws IOException {
        request.setContentType(type);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return SubmittedBody.read(request);
    }
}
