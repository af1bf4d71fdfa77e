package io.retrace.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.retrace.command.identity.NewIdentity.Rejected;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewIdentityTest {

    @Test
    void everything_that_an_operator_may_send_is_understood() throws Rejected {
        var sent = parse("""
                {"schema_id":"person","state":"inactive","traits":{"email":"jane@example.org"},
                 "metadata_public":{"plan":"gold"},"metadata_admin":[1],"external_id":"x-1",
                 "credentials":{"password":{"config":{"password":"correct horse"}}}}""");

        assertThat(sent.schemaId()).contains("person");
        assertThat(sent.active()).isFalse();
        assertThat(sent.traits().toString()).isEqualTo("{\"email\":\"jane@example.org\"}");
        assertThat(sent.metadata().toString())
                .isEqualTo("{\"public\":{\"plan\":\"gold\"},\"admin\":[1],\"external_id\":\"x-1\"}");
        assertThat(sent.password()).contains("correct horse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema_id\":\"\",\"state\":\"\",\"traits\":null,\"metadata_public\":null,\"credentials\":{}}",
                "{\"state\":null,\"schema_id\":null,\"credentials\":{\"password\":{\"config\":{\"password\":\"\"}}}}"
            })
    void what_is_missing_empty_or_null_has_its_default(String body) throws Rejected {
        var sent = parse(body);

        assertThat(sent.schemaId()).isEmpty();
        assertThat(sent.active()).isTrue();
        assertThat(sent.traits().toString()).isEqualTo("{}");
        assertThat(sent.metadata().toString()).isEqualTo("{}");
        assertThat(sent.password()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"nickname":"x"}     | json: unknown field "nickname"               | false
            {"state":"asleep"}   | identity state is not valid                  | true
            []                   | json: cannot unmarshal the body into an identity | false
            {"traits":           | unexpected EOF                               | false
            {"a":1}{"b":2}       | unexpected EOF                               | false
            """)
    void what_is_no_identity_is_rejected_with_words(String body, String words, boolean isReason) {
        var rejected = catchThrowableOfType(Rejected.class, () -> parse(body));

        assertThat(rejected).hasMessage(words);
        assertThat(rejected.isReason()).isEqualTo(isReason);
    }

    @Test
    void nothing_at_all_is_rejected_too() {
        assertThat(catchThrowableOfType(Rejected.class, () -> parse(""))).hasMessage("EOF");
    }

    @Test
    void it_does_not_print() throws Rejected {
        assertThat(parse("{\"traits\":{\"email\":\"jane@example.org\"}}")).hasToString("NewIdentity[hidden]");
    }

    private static NewIdentity parse(String body) throws Rejected {
        return NewIdentity.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
