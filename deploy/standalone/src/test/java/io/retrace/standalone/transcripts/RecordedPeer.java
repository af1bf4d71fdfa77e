package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.retrace.standalone.transcripts.Expected.Answered;
import io.retrace.standalone.transcripts.Expected.Content;
import io.retrace.standalone.transcripts.ScriptedServer.Reply;
import io.retrace.standalone.transcripts.Template.Part;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers exactly as recorded, with values of its own for the placeholders. */
final class RecordedPeer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Bindings given;
    private final Map<String, String> values = new HashMap<>();
    private int made = 100_000;

    /** The given values: base URLs and all addresses. */
    RecordedPeer(Bindings given) {
        this.given = given;
    }

    void prepare(ScriptedServer server, Transcript transcript) {
        for (Step step : transcript.steps()) {
            switch (step) {
                case Step.Exchange exchange -> server.answering(reply(exchange.expected()));
                case Step.Mail mail -> server.mailing(JSON.writeValueAsString(mail(mail)));
                case Step.NoMail _ -> server.mailing(ScriptedServer.NO_MAIL);
                case Step.Wait _ -> {}
            }
        }
    }

    private Reply reply(Expected expected) {
        return switch (expected) {
            case Expected.Closed _ -> Reply.json("{}").with(400);
            case Answered(int status, var headers, var content) -> {
                Map<String, List<String>> filled = new HashMap<>();
                headers.forEach((name, texts) -> filled.put(name, filled(texts)));
                yield new Reply(
                        status,
                        filled,
                        switch (content) {
                            case Content.NotKept _, Content.Empty _ -> "";
                            case Content.Text(String text) -> filled(text);
                            case Content.Document(JsonNode json) -> JSON.writeValueAsString(filled(json));
                        });
            }
        };
    }

    private ObjectNode mail(Step.Mail mail) {
        ObjectNode caught = JSON.createObjectNode();
        caught.put("seq", made++);
        caught.put("to", filled(mail.to()));
        caught.put("from", filled(mail.from()));
        caught.put("subject", filled(mail.subject()));
        caught.put("text", filled(mail.text()));
        caught.put("html", filled(mail.html()));
        return caught;
    }

    private JsonNode filled(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.values().forEach(item -> array.add(filled(item)));
            return array;
        }
        if (!node.isString()) {
            return node;
        }
        String text = filled(node.stringValue());
        boolean number = Template.of(node.stringValue())
                .alone()
                .filter(placeholder -> placeholder.form().isNumber())
                .isPresent();
        return number ? JSON.valueToTree(Long.parseLong(text)) : JSON.valueToTree(text);
    }

    private List<String> filled(List<String> texts) {
        List<String> filled = new ArrayList<>();
        texts.forEach(text -> filled.add(filled(text)));
        return filled;
    }

    private String filled(String text) {
        StringBuilder filled = new StringBuilder();
        for (Part part : Template.of(text).parts()) {
            filled.append(
                    switch (part) {
                        case Part.Literal(String literal) -> literal;
                        case Part.Placeholder placeholder ->
                            placeholder.spelling().of(value(placeholder));
                    });
        }
        return filled.toString();
    }

    private String value(Part.Placeholder placeholder) {
        if (placeholder.form() == Form.GIVEN) {
            return given.fill("<" + placeholder.name() + ">");
        }
        return switch (placeholder.form().life()) {
            case KEPT -> values.computeIfAbsent(placeholder.name(), _ -> make(placeholder.form()));
            case NEWEST, FREE -> make(placeholder.form());
        };
    }

    private String make(Form form) {
        made++;
        return switch (form) {
            case GIVEN -> throw new IllegalArgumentException("given, not made");
            case ID -> UUID.randomUUID().toString();
            case CODE, UNIX, NANOSECONDS -> Integer.toString(made);
            case TOKEN -> "ory_st_" + String.format(Locale.ROOT, "%032d", made);
            case CSRF ->
                Base64.getEncoder()
                        .encodeToString(
                                String.format(Locale.ROOT, "%064d", made).getBytes(UTF_8));
            case TIME -> "2026-11-22T03:35:00." + made + "Z";
            case MINUTES -> "0.02";
            case DATE -> "Mon, 23 Nov 2026 03:35:00 GMT";
            case HASH -> "0a".repeat(32);
            case ADDRESS -> "127.0.0.1:" + made;
            case COOKIE, PAGE_TOKEN, ANY -> "made-" + made + "==";
            case PASSWORD_HASH -> "$2a$12$made";
        };
    }
}
