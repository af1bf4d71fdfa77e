package io.retrace.standalone.transcripts;

import io.retrace.standalone.transcripts.Template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares a whole JSON body: no field more, none less. */
final class BodyComparison {

    private final Bindings bindings;
    private final Set<String> free;
    private final List<String> differences = new ArrayList<>();

    private BodyComparison(Bindings bindings, Set<String> free) {
        this.bindings = bindings;
        this.free = free;
    }

    /**
     * Says what differs, each with its path, and binds the placeholders wherever expected and actual fit.
     *
     * @param free paths that may hold anything
     */
    static List<String> differences(JsonNode expected, JsonNode actual, Bindings bindings, Set<String> free) {
        var comparison = new BodyComparison(bindings, free);
        comparison.compare("$", expected, actual);
        return List.copyOf(comparison.differences);
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (free.contains(path)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            compareFields(path, expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            compareItems(path, expected, actual);
        } else if (expected.isString()) {
            compareText(path, expected, actual);
        } else if (!expected.equals(actual)) {
            differences.add("%s: expected %s, was %s".formatted(path, expected, actual));
        }
    }

    private void compareFields(String path, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            String fieldPath = path + "." + field.getKey();
            if (actual.has(field.getKey())) {
                compare(fieldPath, field.getValue(), actual.get(field.getKey()));
            } else if (!free.contains(fieldPath)) {
                differences.add("%s: missing, expected %s".formatted(fieldPath, field.getValue()));
            }
        }
        for (Map.Entry<String, JsonNode> field : actual.properties()) {
            if (!expected.has(field.getKey()) && !isLiberty(expected, field)) {
                differences.add("%s.%s: unexpected, was %s".formatted(path, field.getKey(), field.getValue()));
            }
        }
    }

    /** The {@code code} input may also carry {@code "autocomplete":"one-time-code"}: newer Kratos does. */
    private static boolean isLiberty(JsonNode attributes, Map.Entry<String, JsonNode> extra) {
        return attributes.path("name").asString("").equals("code")
                && attributes.path("node_type").asString("").equals("input")
                && extra.getKey().equals("autocomplete")
                && extra.getValue().asString("").equals("one-time-code");
    }

    private void compareItems(String path, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            differences.add("%s: expected %d items, were %d".formatted(path, expected.size(), actual.size()));
        }
        List<JsonNode> items = List.copyOf(actual.values());
        List<JsonNode> ordered =
                path.endsWith(".recovery_addresses") ? alike(expected, items).orElse(items) : items;
        for (int i = 0; i < Math.min(expected.size(), ordered.size()); i++) {
            compare("%s[%d]".formatted(path, i), expected.get(i), ordered.get(i));
        }
    }

    /** The actual items in the order of the expected ones, if each finds its own. */
    private Optional<List<JsonNode>> alike(JsonNode expected, List<JsonNode> actual) {
        Bindings tried = bindings.copy();
        List<JsonNode> left = new ArrayList<>(actual);
        List<JsonNode> ordered = new ArrayList<>();
        for (JsonNode item : expected.values()) {
            Optional<JsonNode> found = left.stream()
                    .filter(candidate -> fits(item, candidate, tried))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            left.remove(found.get());
            ordered.add(found.get());
        }
        return Optional.of(ordered);
    }

    private static boolean fits(JsonNode expected, JsonNode actual, Bindings tried) {
        Bindings trial = tried.copy();
        boolean fits = differences(expected, actual, trial, Set.of()).isEmpty();
        if (fits) {
            tried.adopt(trial);
        }
        return fits;
    }

    private void compareText(String path, JsonNode expected, JsonNode actual) {
        String text = expected.stringValue();
        Optional<Form> form = Template.of(text).alone().map(Part.Placeholder::form);
        boolean any = form.filter(Form.ANY::equals).isPresent();
        boolean number = form.filter(Form::isNumber).isPresent();
        if (any) {
            return;
        }
        if (number ? actual.isIntegralNumber() : actual.isString()) {
            bindings.mismatch(text, actual.asString()).ifPresent(what -> differences.add(path + ": " + what));
        } else {
            differences.add("%s: expected %s, was %s".formatted(path, expected, actual));
        }
    }
}
