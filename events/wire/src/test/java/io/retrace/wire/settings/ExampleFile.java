package io.retrace.wire.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/retrace.example.yaml}: every key with its default; those without one are comments. */
final class ExampleFile {

    private static final String HEAD = """
            # Every key with its default: copy what you change into application.yaml. What has no default is a comment.
            # Made by `make docs`; configuration.md beside it tells more.
            """;
    private static final int WIDTH = 118;

    private final Map<String, String> bounds = Limits.of(Given.settings(Map.of())).stream()
            .collect(Collectors.toUnmodifiableMap(Bound::key, Bound::words));
    private final List<String> lines = new ArrayList<>();

    private ExampleFile() {}

    /** A part of the tree: keys right below it, and parts. */
    private record Branch(Map<String, Metadata.Property> keys, Map<String, Branch> branches) {

        private Branch() {
            this(new TreeMap<>(), new TreeMap<>());
        }

        private boolean isSet() {
            return keys.values().stream().anyMatch(key -> key.defaultValue().isPresent())
                    || branches.values().stream().anyMatch(Branch::isSet);
        }
    }

    static String text() {
        var root = new Branch();
        for (var key : Metadata.keys()) {
            var branch = root;
            var parts = key.name().split("\\.", -1);
            for (int i = 0; i < parts.length - 1; i++) {
                branch = branch.branches().computeIfAbsent(parts[i], _ -> new Branch());
            }
            branch.keys().put(parts[parts.length - 1], key);
        }
        var file = new ExampleFile();
        file.write(root, "");
        return HEAD + String.join("\n", file.lines) + "\n";
    }

    private void write(Branch branch, String indent) {
        branch.keys().forEach((name, key) -> write(name, key, indent));
        branch.branches().forEach((name, below) -> {
            lines.add(indent + (below.isSet() ? "" : "# ") + name + ":");
            write(below, indent + "  ");
        });
    }

    private void write(String name, Metadata.Property key, String indent) {
        var bound = Optional.ofNullable(bounds.get(key.name())).map(words -> " (" + words + ")");
        comment(key.meaning().replace("`", "") + bound.orElse(""), indent);
        lines.add(indent
                + key.defaultValue()
                        .map(value -> name + ": " + yaml(key, value))
                        .orElse("# " + name + ":"));
    }

    private void comment(String text, String indent) {
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (indent.length() + line.length() + word.length() > WIDTH) {
                lines.add(indent + "#" + line);
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        lines.add(indent + "#" + line);
    }

    private static String yaml(Metadata.Property key, String value) {
        if (key.isList()) {
            return "[\"" + value.replace(",", "\", \"") + "\"]";
        }
        return key.isText() ? "\"" + value + "\"" : value;
    }
}
