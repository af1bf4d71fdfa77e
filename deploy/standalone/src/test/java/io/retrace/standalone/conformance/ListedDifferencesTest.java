package io.retrace.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.conformance.Table.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of differences and the page that people read are one, and every difference on it shows somewhere. */
class ListedDifferencesTest {

    private static final Set<String> WAYS = Set.of("defect", "test", "row", "liberty");

    @Test
    void the_page_and_the_list_name_the_same() {
        assertThat(ListedDifferences.onPage()).isEqualTo(ListedDifferences.all().keySet());
        assertThat(ListedDifferences.all().values()).isSubsetOf(WAYS);
    }

    @Test
    void a_difference_that_shows_in_tests_has_one_and_a_test_names_no_other() {
        var tagged = TaggedTests.read().keySet().stream()
                .filter(tag -> tag.startsWith("difference-"))
                .map(tag -> tag.substring("difference-".length()))
                .collect(Collectors.toSet());

        assertThat(tagged).isEqualTo(shownBy("test"));
    }

    @Test
    void a_difference_that_shows_in_transcripts_is_marked_in_one_that_is_due() throws IOException {
        var waiting = Table.lines("/transcripts/not-due.txt", ": ").stream()
                .map(Line::first)
                .collect(Collectors.toSet());
        var marks = new StringBuilder();
        for (var transcript : Conformance.transcripts()) {
            if (!waiting.contains(transcript)) {
                marks.append(text("/transcripts/" + transcript + ".json"));
            }
        }

        assertThat(shownBy("defect"))
                .allSatisfy(name -> assertThat(marks.toString()).containsPattern("\"defect\": ?\"" + name + "\""));
    }

    @Test
    void a_difference_of_a_row_is_on_the_list() {
        var named = Table.lines("/conformance/reasons.txt", ": ").stream()
                .map(Line::rest)
                .filter(reason -> reason.startsWith("difference: "))
                .map(reason -> reason.substring("difference: ".length()))
                .collect(Collectors.toSet());

        assertThat(ListedDifferences.all().keySet()).containsAll(named);
        assertThat(named).containsAll(shownBy("row"));
    }

    private static Set<String> shownBy(String way) {
        return ListedDifferences.all().entrySet().stream()
                .filter(difference -> difference.getValue().equals(way))
                .map(difference -> difference.getKey())
                .collect(Collectors.toSet());
    }

    private String text(String resource) throws IOException {
        try (var source = getClass().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(source, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
