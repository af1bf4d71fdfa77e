package io.retrace.query.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.retrace.model.policy.Policy;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** RFC 4180 for spreadsheets: no cell is a formula, and none holds a control character. */
record CsvFormat(EntryJson entries) implements ExportFormat {

    private static final List<String> COLUMNS = List.of(
            "position",
            "recorded_at",
            "at",
            "type",
            "outcome",
            "reason",
            "actor",
            "identity",
            "session",
            "stream",
            "correlation_id",
            "network",
            "trace_id",
            "tries_left",
            "policy_hash",
            "software",
            "id");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /** What makes a formula of a cell, in full width as well. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]");

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public String head() {
        var head = new StringWriter();
        writer(head).writeRecord(COLUMNS);
        return head.toString();
    }

    @Override
    public String lines(List<Found> events, Map<String, Policy> policies) {
        var lines = new StringWriter();
        var writer = writer(lines);
        events.forEach(found -> writer.writeRecord(cells(entries.of(found, policies, Optional.empty()))));
        return lines.toString();
    }

    private static List<String> cells(JsonNode entry) {
        return COLUMNS.stream()
                .map(column -> column.equals("network") ? entry.at("/client/network") : entry.path(column))
                .map(value -> safe(value.asString("")))
                .toList();
    }

    /** A cell that spreadsheets show and do not compute; control characters are spelt out. */
    static String safe(String text) {
        var plain = CONTROL.matcher(text)
                .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
        return FORMULA.matcher(plain).find() ? "'" + plain : plain;
    }

    private static CsvWriter writer(StringWriter to) {
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(to);
    }
}
