package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A recording of another JVM by the JDK's flight recorder, with the JDK's own {@code profile} settings. */
final class FlightRecording {

    private static final String NAME = "bench";
    private static final int PATIENCE_SECONDS = 30;

    private FlightRecording() {}

    static void start(long pid) throws IOException, InterruptedException {
        jcmd(pid, "JFR.start", "name=" + NAME, "settings=profile");
    }

    static void stop(long pid, Path file) throws IOException, InterruptedException {
        jcmd(pid, "JFR.stop", "name=" + NAME, "filename=" + file);
    }

    private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(StandaloneProcess.java("jcmd"), Long.toString(pid)));
        command.addAll(List.of(arguments));
        var jcmd = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            jcmd.destroyForcibly();
            throw new IOException("no flight recording: " + arguments[0] + " failed");
        }
    }
}
