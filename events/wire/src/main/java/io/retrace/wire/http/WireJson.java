package io.retrace.wire.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the peer writes it: one trailing newline, and no character that means something in HTML (spec section 1.2). */
public final class WireJson {

    /** How deep a request's JSON may nest. */
    private static final int DEPTH_MAX = 64;

    private static final JsonMapper reader = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper writer =
            JsonMapper.builder(escapingFactory()).build();

    private WireJson() {}

    /** For building answers. */
    public static JsonMapper mapper() {
        return reader;
    }

    /** An answer's bytes. */
    public static byte[] write(JsonNode answer) {
        var json = writer.writeValueAsBytes(answer);
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static JsonFactory escapingFactory() {
        return JsonFactory.builder().characterEscapes(new HtmlEscapes()).build();
    }

    private static final class HtmlEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final String ESCAPED = "<>&";

        private final int[] ascii = standardAsciiEscapesForJSON();

        private HtmlEscapes() {
            ESCAPED.chars().forEach(character -> ascii[character] = ESCAPE_CUSTOM);
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character == '<' || character == '>' || character == '&'
                    ? new SerializedString(String.format("\\u%04x", character))
                    : null;
        }
    }
}
