package io.retrace.query.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JsonPatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}              | {\"a\":1}          | []",
                "{\"a\":1}              | {\"a\":2}          | [{\"op\":\"replace\",\"path\":\"/a\",\"value\":2}]",
                "{\"a\":1}              | {}                 | [{\"op\":\"remove\",\"path\":\"/a\"}]",
                "{}                     | {\"a\":{\"b\":[]}} | [{\"op\":\"add\",\"path\":\"/a\",\"value\":{\"b\":[]}}]",
                "{\"a\":[1,2,3]}        | {\"a\":[1]}        | [{\"op\":\"remove\",\"path\":\"/a/2\"},{\"op\":\"remove\",\"path\":\"/a/1\"}]",
                "{\"a\":[1]}            | {\"a\":[2,3]}      | [{\"op\":\"replace\",\"path\":\"/a/0\",\"value\":2},{\"op\":\"add\",\"path\":\"/a/-\",\"value\":3}]",
                "{\"a\":1}              | {\"a\":[1]}        | [{\"op\":\"replace\",\"path\":\"/a\",\"value\":[1]}]",
                "{\"a/b\":1,\"~\":1}    | {\"a/b\":2,\"~\":2} | [{\"op\":\"replace\",\"path\":\"/a~1b\",\"value\":2},{\"op\":\"replace\",\"path\":\"/~0\",\"value\":2}]",
                "{\"a\":[{\"b\":1}]}    | {\"a\":[{\"b\":2}]} | [{\"op\":\"replace\",\"path\":\"/a/0/b\",\"value\":2}]",
                "null                   | {\"a\":1}          | [{\"op\":\"replace\",\"path\":\"\",\"value\":{\"a\":1}}]"
            })
    void what_differs_is_said_as_the_rfc_has_it(String before, String after, String patch) {
        assertThat(JsonPatch.between(tree(before), tree(after))).isEqualTo(tree(patch));
    }

    @Test
    void null_is_a_value_and_no_absence() {
        assertThat(JsonPatch.between(tree("{\"a\":null}"), tree("{}")))
                .isEqualTo(tree("[{\"op\":\"remove\",\"path\":\"/a\"}]"));
        assertThat(JsonPatch.between(tree("{}"), tree("{\"a\":null}")))
                .isEqualTo(tree("[{\"op\":\"add\",\"path\":\"/a\",\"value\":null}]"));
    }

    private static JsonNode tree(String json) {
        return WireJson.mapper().readTree(json);
    }
}
