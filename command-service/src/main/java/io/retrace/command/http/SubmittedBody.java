package io.retrace.command.http;

import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a submit, decoded by the rules of spec section 1.9. */
public sealed interface SubmittedBody {

    /** The largest body that is read: 5 MiB. */
    int BYTES_MAX = 5 << 20;

    /** The largest {@code transient_payload} as JSON, in bytes of UTF-8: it is kept with what it came with. */
    int TRANSIENT_PAYLOAD_BYTES_MAX = 4 << 10;

    /**
     * What was sent.
     *
     * @param fields scalars as text; empty strings count as absent
     * @param transientPayload what the client wants back
     * @param traits what stands under that name in JSON; missing in forms, where each trait is a field
     */
    record Fields(Map<String, String> fields, ObjectNode transientPayload, JsonNode traits) implements SubmittedBody {

        /** Nothing was sent. */
        public static final Fields NONE = new Fields(
                Map.of(),
                WireJson.mapper().createObjectNode(),
                WireJson.mapper().missingNode());

        public Fields {
            fields = Map.copyOf(fields);
        }

        /** What the client wants back, as JSON; empty when it is nothing. */
        public Optional<String> payload() {
            return transientPayload.isEmpty() ? Optional.empty() : Optional.of(transientPayload.toString());
        }

        /** A field; empty when absent. */
        public Optional<String> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        @Override
        public String toString() {
            return "Fields" + fields.keySet();
        }
    }

    /** It cannot be read; the reason quotes nothing but the method and the content type. */
    record Malformed(String reason) implements SubmittedBody {}

    /** It is larger than {@link #BYTES_MAX}. */
    record TooLarge() implements SubmittedBody {}

    /**
     * Reads a body and merges the query into it: for JSON the query wins, for forms the body.
     *
     * @throws IOException when the connection fails
     */
    static SubmittedBody read(HttpServletRequest request) throws IOException {
        return read(request, Query.of(request));
    }

    /**
     * Reads a body and nothing else: what is a secret has no place in a URL, which proxies and browsers keep.
     *
     * @throws IOException when the connection fails
     */
    static SubmittedBody alone(HttpServletRequest request) throws IOException {
        return read(request, Map.of());
    }

    private static SubmittedBody read(HttpServletRequest request, Map<String, String> query) throws IOException {
        if (request.getContentLengthLong() == 0 || (request.getContentLengthLong() < 0 && !chunked(request))) {
            return new Malformed(
                    "Unable to decode HTTP Request Body because its HTTP Header \"Content-Length\" is zero.");
        }
        var bytes = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            return new TooLarge();
        }
        var type = request.getContentType() == null ? "" : request.getContentType();
        return switch (type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> json(bytes, query);
            case "application/x-www-form-urlencoded" -> form(bytes, query);
            case "multipart/form-data" -> form(new byte[0], query);
            default ->
                new Malformed("HTTP POST Request used unknown HTTP Header \"Content-Type: " + type
                        + "\", only [multipart/form-data application/x-www-form-urlencoded application/json] are"
                        + " supported.");
        };
    }

    private static boolean chunked(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null;
    }

    private static SubmittedBody json(byte[] bytes, Map<String, String> query) {
        JsonNode tree;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            tree = WireJson.mapper().readTree(bytes);
        } catch (JacksonException | CharacterCodingException _) {
            return new Malformed("Unable to decode form as JSON.");
        }
        if (!tree.isObject()) {
            return new Malformed("Expected JSON sent in request body to be an object but got: JSON");
        }
        var fields = new LinkedHashMap<String, String>();
        for (var property : tree.properties()) {
            if (property.getValue().isValueNode() && !property.getValue().isNull()) {
                put(fields, property.getKey(), property.getValue().asString());
            }
        }
        query.forEach((name, value) -> put(fields, name, value));
        return complete(fields, tree.path("transient_payload"), tree.path("traits"));
    }

    private static SubmittedBody form(byte[] bytes, Map<String, String> query) {
        var fields = new LinkedHashMap<String, String>();
        query.forEach((name, value) -> put(fields, name, value));
        var form = new String(bytes, StandardCharsets.UTF_8);
        Query.decode(form).forEach((name, value) -> put(fields, name, value));
        lastOfTraits(form, fields);
        var payload = fields.remove("transient_payload");
        if (payload == null) {
            return complete(
                    fields, WireJson.mapper().missingNode(), WireJson.mapper().missingNode());
        }
        try {
            return complete(
                    fields,
                    WireJson.mapper().readTree(payload),
                    WireJson.mapper().missingNode());
        } catch (JacksonException _) {
            return new Malformed("Unable to decode JSON payload: invalid character '" + firstLetter(payload)
                    + "' looking for beginning of value");
        }
    }

    private static SubmittedBody complete(Map<String, String> fields, JsonNode payload, JsonNode traits) {
        if (payload.isMissingNode() || payload.isNull()) {
            return new Fields(fields, WireJson.mapper().createObjectNode(), traits);
        }
        if (!(payload instanceof ObjectNode object)) {
            return new Malformed("Expected transient_payload to be an object");
        }
        return object.toString().getBytes(StandardCharsets.UTF_8).length <= TRANSIENT_PAYLOAD_BYTES_MAX
                ? new Fields(fields, object, traits)
                : new Malformed("Expected transient_payload to have at most " + TRANSIENT_PAYLOAD_BYTES_MAX + " bytes");
    }

    private static String firstLetter(String text) {
        return text.codePoints()
                .filter(letter -> !Character.isWhitespace(letter))
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("");
    }

    /** A check box is a hidden {@code false} and, when it is ticked, a {@code true} behind it. */
    private static void lastOfTraits(String form, Map<String, String> fields) {
        for (var pair : form.split("&", -1)) {
            if (pair.startsWith("traits.")) {
                Query.decode(pair).forEach((name, value) -> put(fields, name, value));
            }
        }
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
