package io.retrace.standalone.pages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The texts of one language: our own by name, those of the wire by message id. */
final class Texts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final double SECONDS_A_MINUTE = 60;

    /** What the wire words freely; its reason is the key. */
    private static final int FREE_TEXT = 4000001;

    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    private static final Texts GERMAN = new Texts(Locale.GERMAN);

    private final Locale locale;
    private final Map<String, String> texts;

    private Texts(Locale locale) {
        this.locale = locale;
        this.texts = read("texts_" + locale.getLanguage() + ".properties");
    }

    static Texts english() {
        return ENGLISH;
    }

    static Texts german() {
        return GERMAN;
    }

    /** What a browser's {@code Accept-Language} likes best of what there is; English if it says nothing sensible. */
    static Texts of(Optional<String> acceptLanguage) {
        try {
            var wanted = LanguageRange.parse(acceptLanguage.orElse("en"));
            var found = Locale.lookup(wanted, List.of(Locale.ENGLISH, Locale.GERMAN));
            return Locale.GERMAN.equals(found) ? GERMAN : ENGLISH;
        } catch (IllegalArgumentException _) {
            return ENGLISH;
        }
    }

    String language() {
        return locale.getLanguage();
    }

    /** A text of ours. */
    String get(String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    Set<String> keys() {
        return texts.keySet();
    }

    /** A time for people. */
    String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone)
                .format(at);
    }

    /** A message or label of the wire: ours for its id, else the wire's own words, which are English. */
    Phrase of(JsonNode message, Instant now) {
        int id = message.path("id").asInt(0);
        var wire = message.path("text").asString("");
        return find(id == FREE_TEXT ? wire : String.valueOf(id))
                .map(text -> Phrase.ours(filled(text, message.path("context"), now)))
                .orElseGet(() -> wire(wire));
    }

    /** The wire's own words. */
    Phrase wire(String text) {
        return this == ENGLISH ? Phrase.ours(text) : new Phrase(text, "en");
    }

    private static String filled(String text, JsonNode context, Instant now) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            var name = match.group(1);
            var value = name.equals("minutes")
                    ? minutes(context, now)
                    : context.path(name).asString("");
            return Matcher.quoteReplacement(value);
        });
    }

    /** How long until, or since, the instant in the context; begun minutes count. */
    private static String minutes(JsonNode context, Instant now) {
        return context.propertyStream()
                .filter(entry -> entry.getKey().endsWith("_at_unix"))
                .map(entry -> Math.abs(entry.getValue().asLong(0) - now.getEpochSecond()))
                .map(seconds -> String.valueOf(Math.max(1, (long) Math.ceil(seconds / SECONDS_A_MINUTE))))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> read(String name) {
        try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var texts = new HashMap<String, String>();
            properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
            return Map.copyOf(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
