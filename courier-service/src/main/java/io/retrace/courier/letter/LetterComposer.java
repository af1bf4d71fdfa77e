package io.retrace.courier.letter;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.retrace.log.LetterContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes letters. Their texts are {@code letters/<language>/<template>.{subject,text,html}.mustache}; a language
 * without texts of its own gets English. A silent letter becomes no message: it only travels because others do, and
 * since nobody was to be told anything, nothing is reported of it either.
 */
public final class LetterComposer {

    private static final String FALLBACK = "en";
    /** What HTML asks for, and no more: a link stays readable in its source. */
    private static final Mustache.Escaper HTML = Escapers.simple(
            new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});

    private static final List<String> LANGUAGES = List.of(FALLBACK);

    private final Map<String, Map<LetterContent.Template, Texts>> languages = new HashMap<>();

    private record Texts(Template subject, Template text, Template html) {}

    /** Reads every text there is, so that a missing or broken one stops the start. */
    public LetterComposer() {
        for (var language : LANGUAGES) {
            languages.put(language, textsIn(language));
        }
    }

    /** The message of a letter; empty when it is silent. */
    public Optional<Message> compose(LetterContent content) {
        return switch (content.template()) {
            case RECOVERY_CODE_VALID, RECOVERY_CODE_INVALID, RECOVERY_VALID -> Optional.of(message(content));
            case SILENT -> Optional.empty();
        };
    }

    private Message message(LetterContent content) {
        var texts = textsFor(content);
        var values = Map.of("secret", content.secret(), "minutes", Long.toString(content.minutes()));
        return new Message(
                content.recipient(),
                texts.subject().execute(values).strip(),
                texts.text().execute(values),
                texts.html().execute(values));
    }

    private Texts textsFor(LetterContent content) {
        var language = Locale.forLanguageTag(content.language()).getLanguage();
        var texts = languages
                .getOrDefault(language, languages.getOrDefault(FALLBACK, Map.of()))
                .get(content.template());
        if (texts == null) {
            throw new IllegalStateException("no texts for " + content.template());
        }
        return texts;
    }

    private static Map<LetterContent.Template, Texts> textsIn(String language) {
        var folder = "letters/" + language + "/";
        var texts = new EnumMap<LetterContent.Template, Texts>(LetterContent.Template.class);
        texts.put(LetterContent.Template.RECOVERY_CODE_VALID, read(folder + "recovery_code_valid"));
        texts.put(LetterContent.Template.RECOVERY_VALID, read(folder + "recovery_valid"));
        texts.put(LetterContent.Template.RECOVERY_CODE_INVALID, read(folder + "recovery_code_invalid"));
        return texts;
    }

    private static Texts read(String name) {
        return new Texts(
                compile(name + ".subject.mustache", false),
                compile(name + ".text.mustache", false),
                compile(name + ".html.mustache", true));
    }

    private static Template compile(String resource, boolean html) {
        try (var stream = LetterComposer.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the text is missing: " + resource);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Mustache.compiler().withEscaper(html ? HTML : Escapers.NONE).compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
