package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Due due = Due.read();

    @Test
    void every_recording_can_be_read() {
        assertThat(Transcript.files()).hasSize(93);
        assertThat(Transcript.files().stream().map(Transcript::read).map(Transcript::steps))
                .allSatisfy(steps -> assertThat(steps).isNotEmpty());
    }

    @Test
    void every_folder_has_a_configuration_with_the_prefix() {
        assertThat(Transcript.files().stream()
                        .map(Transcript::folderOf)
                        .distinct()
                        .map(FolderConfiguration::of))
                .hasSize(15)
                .allSatisfy(properties -> assertThat(properties.keySet()).allMatch(key -> key.startsWith("retrace.")));
    }

    @Test
    void a_folder_differs_from_the_base_in_what_the_readme_says() {
        assertThat(FolderConfiguration.of("code"))
                .containsEntry("retrace.feature_flags.use_continue_with_transitions", "true")
                .containsEntry("retrace.selfservice.methods.code.config.lifespan", "15m");
        assertThat(FolderConfiguration.of("code-classic"))
                .containsEntry("retrace.feature_flags.use_continue_with_transitions", "false")
                .hasSameSizeAs(FolderConfiguration.of("code"));
    }

    @Test
    void the_tables_of_what_is_due_name_only_recordings_and_their_steps() {
        assertThat(Transcript.files()).containsAll(due.missingCalls().keySet());
        due.skippedSteps().forEach((file, steps) -> assertThat(names(file)).containsAll(steps));
    }

    private static List<String> names(String file) {
        var steps = Transcript.read(file).steps();
        return Stream.concat(
                        steps.stream().map(Step::name),
                        IntStream.rangeClosed(1, steps.size()).mapToObj(number -> "#" + number))
                .toList();
    }
}
