package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.transcripts.Form.Life;
import io.retrace.standalone.transcripts.Template.Part;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values which the placeholders of one transcript have in one replay. */
final class Bindings {

    private static final String HASH_OF = "hash-of-";

    private final Map<String, String> values;

    private Bindings(Map<String, String> values) {
        this.values = values;
    }

    static Bindings of(Endpoints endpoints) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("public", endpoints.publicBase().toString());
        values.put("public-host", endpoints.publicBase().getRawAuthority());
        values.put("admin", endpoints.adminBase().toString());
        values.put("ui", endpoints.uiBase().toString());
        return new Bindings(values);
    }

    /** A copy on which a comparison can be tried. */
    Bindings copy() {
        return new Bindings(new LinkedHashMap<>(values));
    }

    /** Takes over what a copy has bound since. */
    void adopt(Bindings tried) {
        values.putAll(tried.values);
    }

    /** The text with every placeholder replaced by its value; without one, {@link Unbound}. */
    String fill(String text) {
        StringBuilder filled = new StringBuilder();
        for (Part part : Template.of(text).parts()) {
            filled.append(
                    switch (part) {
                        case Part.Literal literal -> literal.text();
                        case Part.Placeholder placeholder ->
                            placeholder
                                    .spelling()
                                    .of(value(placeholder.name()).orElseThrow(() -> new Unbound(placeholder.name())));
                    });
        }
        return filled.toString();
    }

    /** Matches, binds what is new, and says what differs, if anything does. */
    Optional<String> mismatch(String expected, String actual) {
        Template template = Template.of(expected);
        List<Part.Placeholder> open = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        for (Part part : template.parts()) {
            regex.append(
                    switch (part) {
                        case Part.Literal literal -> Pattern.quote(literal.text());
                        case Part.Placeholder placeholder -> regexOf(placeholder, open);
                    });
        }
        Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual);
        return matcher.matches() ? bind(open, matcher) : Optional.of(wording(template, actual));
    }

    private String regexOf(Part.Placeholder placeholder, List<Part.Placeholder> open) {
        Life life = placeholder.form().life();
        if (life == Life.FREE) {
            return "(?:" + placeholder.form().regex() + ")";
        }
        Optional<String> known = life == Life.KEPT ? value(placeholder.name()) : Optional.empty();
        if (known.isPresent()) {
            return Pattern.quote(placeholder.spelling().of(known.get()));
        }
        int seen = open.indexOf(placeholder);
        if (seen >= 0) {
            return "\\" + (seen + 1);
        }
        open.add(placeholder);
        return "(" + placeholder.form().regex() + ")";
    }

    private Optional<String> bind(List<Part.Placeholder> open, Matcher matcher) {
        for (int i = 0; i < open.size(); i++) {
            String name = open.get(i).name();
            String value = matcher.group(i + 1);
            Optional<String> twin = open.get(i).form().life() == Life.KEPT ? twin(name, value) : Optional.empty();
            if (twin.isPresent()) {
                return Optional.of(
                        "expected a new value for <%s>, was \"%s\" of <%s>".formatted(name, value, twin.get()));
            }
            values.put(name, value);
        }
        return Optional.empty();
    }

    /** Another placeholder of the same kind with that value: the recording gives each value one name. */
    private Optional<String> twin(String name, String value) {
        return values.entrySet().stream()
                .filter(bound -> bound.getValue().equals(value))
                .map(Map.Entry::getKey)
                .filter(other -> !other.equals(name) && Form.stem(other).equals(Form.stem(name)))
                .findFirst();
    }

    private String wording(Template template, String actual) {
        StringBuilder filled = new StringBuilder();
        for (Part part : template.parts()) {
            filled.append(
                    switch (part) {
                        case Part.Literal literal -> literal.text();
                        case Part.Placeholder placeholder ->
                            value(placeholder.name())
                                    .filter(_ -> placeholder.form().life() == Life.KEPT)
                                    .map(placeholder.spelling()::of)
                                    .orElse("<" + placeholder.name() + ">");
                    });
        }
        String here = template.text().contentEquals(filled) ? "" : " (here \"" + filled + "\")";
        return "expected \"%s\"%s, was \"%s\"".formatted(template.text(), here, actual);
    }

    private Optional<String> value(String name) {
        if (name.startsWith(HASH_OF)) {
            return value(name.substring(HASH_OF.length())).map(Bindings::hash);
        }
        String number = name.substring(name.lastIndexOf('-') + 1);
        return switch (Form.stem(name)) {
            case "email" -> Optional.of(values.computeIfAbsent(name, _ -> email(number)));
            case "phone" -> Optional.of(values.computeIfAbsent(name, _ -> phone()));
            default -> Optional.ofNullable(values.get(name));
        };
    }

    private static String email(String number) {
        return "rt-%s-%08x@example.org"
                .formatted(number, ThreadLocalRandom.current().nextInt());
    }

    private static String phone() {
        return "+49176%06d42".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
    }

    private static String hash(String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request needs a value which no answer has brought. */
    static final class Unbound extends IllegalStateException {

        Unbound(String name) {
            super("no answer has brought a value for <" + name + ">");
        }
    }
}
