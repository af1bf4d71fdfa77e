package io.retrace.standalone.transcripts;

import io.retrace.standalone.transcripts.Expected.Answered;
import io.retrace.standalone.transcripts.Expected.Content;
import io.retrace.standalone.transcripts.Request.Body;
import io.retrace.standalone.transcripts.Request.Server;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the format which the transcripts' README describes. */
final class StepJson {

    private StepJson() {}

    static List<Step> steps(JsonNode entries) {
        return entries.values().stream().map(StepJson::step).toList();
    }

    private static Step step(JsonNode entry) {
        String name = text(entry, "step");
        if (entry.has("mail")) {
            return mail(name, entry.get("mail"));
        }
        if (entry.has("no_mail")) {
            return new Step.NoMail(name, text(entry, "no_mail"));
        }
        if (entry.has("wait_ms")) {
            return new Step.Wait(name, Duration.ofMillis(entry.get("wait_ms").longValue()));
        }
        return new Step.Exchange(
                name,
                text(entry, "as"),
                request(entry.get("request")),
                expected(entry.get("response")),
                entry.optional("defect").map(JsonNode::stringValue));
    }

    private static Step mail(String name, JsonNode mail) {
        return new Step.Mail(
                name,
                text(mail, "to"),
                text(mail, "from"),
                text(mail, "subject"),
                text(mail, "type"),
                text(mail, "text"),
                text(mail, "html"));
    }

    private static Request request(JsonNode request) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = List.of();
        for (Map.Entry<String, JsonNode> header : request.path("headers").properties()) {
            if (header.getKey().equals("cookie")) {
                cookies = texts(header.getValue());
            } else {
                headers.put(header.getKey(), header.getValue().stringValue());
            }
        }
        Server server = Server.valueOf(text(request, "server").toUpperCase(Locale.ROOT));
        return new Request(
                server, text(request, "method"), text(request, "path"), headers, cookies, body(request.path("body")));
    }

    private static Body body(JsonNode body) {
        if (body.isMissingNode()) {
            return new Body.Empty();
        }
        if (body.isString()) {
            return new Body.Text(body.stringValue());
        }
        if (body.has("repeat") && body.has("bytes")) {
            return new Body.Repeated(text(body, "repeat"), body.get("bytes").intValue());
        }
        return new Body.Document(body);
    }

    private static Expected expected(JsonNode response) {
        if (response.has("closed")) {
            return new Expected.Closed();
        }
        int status = response.get("status").intValue();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            headers.put(header.getKey(), texts(header.getValue()));
        }
        return new Answered(status, headers, content(status, response));
    }

    private static Content content(int status, JsonNode response) {
        if (response.has("body_not_kept") || status / 100 == 3) {
            return new Content.NotKept();
        }
        JsonNode body = response.path("body");
        if (body.isMissingNode()) {
            return new Content.Empty();
        }
        return body.isString() ? new Content.Text(body.stringValue()) : new Content.Document(body);
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.values().stream().map(JsonNode::stringValue).toList()
                : List.of(value.stringValue());
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }
}
