package io.retrace.query.console.lab;

import io.retrace.query.console.Form;
import io.retrace.wire.http.WireJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a form the request that it asks for, and says field by field what is wrong with it. */
final class Reading {

    private static final Pattern BOUNDS = Pattern.compile("must be from (\\S+) to ([^\\s,]+)");
    private static final Map<String, Duration> PRESETS =
            Map.of("day", Duration.ofDays(1), "week", Duration.ofDays(7), "month", Duration.ofDays(30));
    private static final String A_TIME = "A time in UTC as 2026-01-10 04:00, or the position of an event.";

    private final Form form;
    private final Consumer<JsonNode> check;
    private final Map<String, String> complaints = new LinkedHashMap<>();

    /**
     * Nothing is read yet.
     *
     * @param check throws {@link IllegalArgumentException} when limits cannot be laid over the policy in force
     */
    Reading(Form form, Consumer<JsonNode> check) {
        this.form = form;
        this.check = check;
    }

    /** The request; not to be made while there are complaints. */
    ObjectNode request(Instant now) {
        var request = WireJson.mapper().createObjectNode();
        request.set("range", range(now));
        request.set("policy", policy());
        var suspects = request.putObject("suspects");
        for (var kind : LabForm.SUSPECTS) {
            var named = suspects.putArray(kind);
            Stream.of(form.field(kind).orElse("").split("[\\s,;]+"))
                    .filter(one -> !one.isEmpty())
                    .forEach(named::add);
        }
        return request;
    }

    Map<String, String> complaints() {
        return complaints;
    }

    /** What is wrong with the whole request, at the field that it is about. */
    void complain(String message) {
        var field = LabForm.SUSPECTS.stream()
                .filter(kind -> message.startsWith("suspects." + kind))
                .findFirst()
                .orElse(message.contains("range") ? LabForm.RANGE : LabForm.POLICY);
        complaints.put(field, sentence(message.replaceFirst("suspects\\.\\w+ must", "This must")));
    }

    private ObjectNode range(Instant now) {
        var range = WireJson.mapper().createObjectNode();
        var chosen = form.field(LabForm.RANGE).orElse(LabForm.BETWEEN);
        var preset = PRESETS.get(chosen);
        if (preset != null) {
            range.put(LabForm.FROM, now.minus(preset).toString());
        } else if (chosen.equals(LabForm.BETWEEN)) {
            end(range, LabForm.FROM);
            end(range, LabForm.TO);
        }
        return range;
    }

    private void end(ObjectNode range, String name) {
        form.field(name).ifPresent(text -> {
            if (text.matches("\\d{1,18}")) {
                range.put(name, Long.parseLong(text));
                return;
            }
            try {
                range.put(name, time(text).toString());
            } catch (DateTimeException _) {
                complaints.put(name, A_TIME);
            }
        });
    }

    /** {@code 2026-01-10}, with a time of the day or without, with or without its {@code T} and {@code Z}. */
    private static Instant time(String text) {
        var time = text.replaceFirst("(?i)( ?utc|z)$", "").replace(' ', 'T');
        if (!time.contains("T")) {
            time += "T00:00";
        }
        return Instant.parse((time.matches(".*T\\d\\d:\\d\\d") ? time + ":00" : time) + "Z");
    }

    private JsonNode policy() {
        var chosen = form.field(LabForm.POLICY).orElse(LabForm.CHANGED);
        var limits = WireJson.mapper().createObjectNode();
        for (var limit : Limit.values()) {
            form.field(limit.field()).ifPresent(text -> lay(limit, text, limits));
        }
        if (!chosen.equals(LabForm.CHANGED)) {
            if (!limits.isEmpty()) {
                complaints.put(
                        LabForm.POLICY,
                        "Limits are laid over the policy in force at the end of the range: choose that, or empty them.");
            }
            return WireJson.mapper().getNodeFactory().stringNode(chosen);
        }
        if (limits.isEmpty() && complaints.isEmpty()) {
            complaints.put(LabForm.POLICY, "Change at least one limit below, or choose another policy.");
        }
        return limits;
    }

    private void lay(Limit limit, String text, ObjectNode limits) {
        var value = limit.read(text);
        if (value.isEmpty()) {
            complaints.put(
                    limit.field(), limit.isLength() ? "A length, as 90 s, 15 min or 1 h." : "A whole number, as 5.");
            return;
        }
        put(limit, value.get(), limits);
        var alone = WireJson.mapper().createObjectNode();
        put(limit, value.get(), alone);
        try {
            check.accept(alone);
        } catch (IllegalArgumentException e) {
            complaints.put(limit.field(), bounds(String.valueOf(e.getMessage())));
        }
    }

    private static void put(Limit limit, JsonNode value, ObjectNode limits) {
        var path = limit.path();
        var object = limits;
        for (var name : path.subList(0, path.size() - 1)) {
            object = object.withObjectProperty(name);
        }
        object.set(path.getLast(), value);
    }

    private static String bounds(String message) {
        var bounds = BOUNDS.matcher(message);
        return bounds.find()
                ? "From " + readable(bounds.group(1)) + " to " + readable(bounds.group(2)) + "."
                : "This limit cannot be set so.";
    }

    private static String readable(String bound) {
        return bound.startsWith("PT") ? Lengths.words(Duration.parse(bound)) : bound;
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
