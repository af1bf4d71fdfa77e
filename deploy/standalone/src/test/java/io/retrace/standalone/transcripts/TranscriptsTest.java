package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording against a running Retrace; the files come folder by folder, and one server runs at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptsTest {

    private final Due due = Due.read();
    private Optional<RetraceUnderTest> running = Optional.empty();

    /** All of them; {@code -Dtranscripts=code/} plays those whose names begin so. */
    static List<String> files() {
        var prefix = System.getProperty("transcripts", "");
        return Transcript.files().stream()
                .filter(file -> file.startsWith(prefix))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_transcript_passes_when_it_is_due_and_not_before(String file) throws InterruptedException {
        List<Difference> differences = retraceFor(Transcript.folderOf(file)).replay(file, due);

        if (due.contains(file)) {
            assertThat(differences).isEmpty();
        } else {
            assertThat(differences)
                    .as(
                            "%s passes: take it off not-due.txt, where it waits for %s",
                            file, due.missingCalls().get(file))
                    .isNotEmpty();
        }
    }

    /** Whatever a folder's transcripts led to: deciding it all again must give the log again. */
    @AfterAll
    void stop() {
        if (running.isEmpty()) {
            return;
        }
        try (var finished = running.get()) {
            running = Optional.empty();
            assertThat(finished.fixture().differencesOnReplay()).isEmpty();
        }
    }

    private RetraceUnderTest retraceFor(String folder) {
        if (running.isEmpty() || !running.get().folder().equals(folder)) {
            stop();
            running = Optional.of(RetraceUnderTest.start(folder));
        }
        return running.get();
    }
}
