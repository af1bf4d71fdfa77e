package io.retrace.standalone.transcripts;

import io.retrace.standalone.StandaloneFixture;
import java.util.List;

/** A running Retrace with the configuration of one folder. */
record RetraceUnderTest(String folder, StandaloneFixture fixture) implements AutoCloseable {

    static RetraceUnderTest start(String folder) {
        return new RetraceUnderTest(folder, StandaloneFixture.start(FolderConfiguration.of(folder)));
    }

    /** Replays a file that is due to its end, one that is not to its first difference. */
    List<Difference> replay(String file, Due due) throws InterruptedException {
        return Replay.runAgainstRetrace(
                Transcript.read(file),
                fixture.endpoints(),
                due.contains(file) ? Patience.THOROUGH : Patience.QUICK,
                due.skippedSteps(file));
    }

    @Override
    public void close() {
        fixture.close();
    }
}
