package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** The numbers of messages and labels, as code writes them. */
    private static final Pattern MESSAGE_ID = Pattern.compile("\\b(?:10[1567]0|40[0156]0)\\d{3}\\b");

    private static final List<String> MODULES =
            List.of("events/model", "events/wire", "command-service", "query-service");

    /** An address, the words of a schema, the reason of 4000001, and what no form of a browser brings about. */
    private static final Set<String> WIRE_ON_PURPOSE = Set.of("1070000", "1070002", "4000001", "4000026");

    @Test
    void every_message_that_can_be_sent_is_there_in_german() throws IOException {
        var ids = messageIds();

        assertThat(ids).contains("1060003", "4060006", "1070009");
        assertThat(Texts.german().keys())
                .containsAll(
                        ids.stream().filter(id -> !WIRE_ON_PURPOSE.contains(id)).toList());
    }

    @Test
    void our_own_texts_are_there_in_both_languages() {
        assertThat(named(Texts.german())).isEqualTo(named(Texts.english()));
    }

    @Test
    void a_message_is_translated_with_what_it_counts() {
        var message = """
                {"id": 4000032, "text": "wire", "type": "error", "context": {"min_length": 8, "actual_length": 4}}""";

        assertThat(german(message))
                .isEqualTo(Phrase.ours("Das Passwort muss mindestens 8 Zeichen haben; dieses hat 4."));
    }

    @Test
    void an_instant_becomes_the_minutes_to_it_or_since() {
        var message = """
                {"id": 1060001, "text": "wire", "context": {"privileged_session_expires_at_unix": %d}}""";

        assertThat(german(message.formatted(NOON.getEpochSecond() + 61)).text()).contains("innerhalb von 2 Min.");
        assertThat(german(message.formatted(NOON.getEpochSecond() - 60)).text()).contains("innerhalb von 1 Min.");
    }

    @Test
    void a_reason_without_a_number_of_its_own_is_translated_by_its_words() {
        var message = """
                {"id": 4000001, "text": "The request was submitted too often. Please request another code."}""";

        assertThat(german(message).text()).isEqualTo("Zu viele Versuche. Bitte fordern Sie einen neuen Code an.");
    }

    @Test
    void what_has_no_translation_is_said_as_the_wire_says_it_and_marked_as_english() {
        assertThat(german("{\"id\": 4999999, \"text\": \"Something new\"}"))
                .isEqualTo(new Phrase("Something new", "en"));
        assertThat(Texts.english().wire("Something new")).isEqualTo(Phrase.ours("Something new"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "de-CH|de",
                "fr, de;q=0.8, en;q=0.5|de",
                "en, de|en",
                "fr|en",
                "*|en",
                "''|en",
                "de;q=x|en",
                ";;;|en"
            })
    void the_browser_says_which_language(String acceptLanguage, String language) {
        assertThat(Texts.of(Optional.of(acceptLanguage)).language()).isEqualTo(language);
    }

    @Test
    void a_time_is_written_as_people_write_it() {
        assertThat(Texts.german().time(NOON, ZoneOffset.UTC)).isEqualTo("22.11.2026, 12:00:00");
    }

    private static Phrase german(String message) {
        return Texts.german().of(WireJson.mapper().readTree(message), NOON);
    }

    private static Set<String> named(Texts texts) {
        return texts.keys().stream().filter(key -> key.matches("[a-z].*")).collect(Collectors.toSet());
    }

    private static Set<String> messageIds() throws IOException {
        var ids = Stream.<String>builder();
        for (var module : MODULES) {
            try (var files = Files.walk(Path.of("../..", module, "src/main/java"))) {
                for (var file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    MESSAGE_ID
                            .matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .forEach(ids);
                }
            }
        }
        return ids.build().collect(Collectors.toSet());
    }
}
