package io.retrace.query.audit;

import io.cloudevents.jackson.JsonFormat;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.policy.Policy;
import io.retrace.wire.event.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A CloudEvent in structured mode a line: what Kafka has in binary mode. */
record NdjsonFormat(CloudEvents events, int incarnation) implements ExportFormat {

    /** JSON escapes the other control characters itself; terminals and some readers of lines heed these as well. */
    private static final Pattern UNESCAPED = Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029]");

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String ending() {
        return "ndjson";
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String lines(List<Found> events, Map<String, Policy> policies) {
        var lines = new StringBuilder();
        events.forEach(found -> lines.append(line(found.envelope())).append('\n'));
        return lines.toString();
    }

    private String line(EventEnvelope envelope) {
        var json = new String(new JsonFormat().serialize(events.of(envelope, incarnation)), StandardCharsets.UTF_8);
        return UNESCAPED
                .matcher(json)
                .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
    }
}
