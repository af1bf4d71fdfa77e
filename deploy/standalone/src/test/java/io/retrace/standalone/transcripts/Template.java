package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text of a transcript, cut into what is written out and what differs from run to run. */
record Template(String text, List<Part> parts) {

    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z][a-z0-9-]*)(?::(encoded|upper))?>");

    Template {
        parts = List.copyOf(parts);
    }

    sealed interface Part {
        record Literal(String text) implements Part {}

        record Placeholder(String name, Form form, Spelling spelling) implements Part {}
    }

    enum Spelling {
        PLAIN,
        ENCODED,
        UPPER;

        String of(String value) {
            return switch (this) {
                case PLAIN -> value;
                case ENCODED -> URLEncoder.encode(value, UTF_8);
                case UPPER -> value.toUpperCase(Locale.ROOT);
            };
        }
    }

    /** What stands in angle brackets but is no placeholder of the README is taken literally. */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            Optional<Form> form = Form.of(matcher.group(1));
            if (form.isPresent()) {
                addLiteral(parts, text.substring(end, matcher.start()));
                parts.add(new Part.Placeholder(matcher.group(1), form.get(), spelling(matcher.group(2))));
                end = matcher.end();
            }
        }
        addLiteral(parts, text.substring(end));
        return new Template(text, parts);
    }

    /** The placeholder, if the text is nothing else. */
    Optional<Part.Placeholder> alone() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Placeholder placeholder
                ? Optional.of(placeholder)
                : Optional.empty();
    }

    private static void addLiteral(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    private static Spelling spelling(@Nullable String suffix) {
        return suffix == null ? Spelling.PLAIN : Spelling.valueOf(suffix.toUpperCase(Locale.ROOT));
    }
}
