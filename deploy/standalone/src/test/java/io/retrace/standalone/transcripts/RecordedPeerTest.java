package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No recording contradicts itself: the harness passes whoever answers as recorded. */
class RecordedPeerTest {

    static List<String> files() {
        return Transcript.files();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void whoever_answers_as_recorded_passes(String file) throws InterruptedException {
        var transcript = withoutWaiting(Transcript.read(file));
        try (var server = ScriptedServer.start()) {
            Bindings bindings = Bindings.of(server.endpoints());
            IntStream.rangeClosed(1, 20).forEach(n -> bindings.fill("<email-" + n + ">"));
            new RecordedPeer(bindings.copy()).prepare(server, transcript);

            assertThat(Replay.run(
                            transcript, bindings, server.endpoints().mailCatcherBase(), Patience.THOROUGH, Set.of()))
                    .isEmpty();
        }
    }

    private static Transcript withoutWaiting(Transcript transcript) {
        return new Transcript(
                transcript.file(),
                transcript.steps().stream()
                        .filter(step -> !(step instanceof Step.Wait))
                        .toList());
    }
}
