package io.retrace.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the machine did while a load was measured. */
final class Observation implements Load.Witness {

    private final String part;
    private final StandaloneProcess server;
    private final Options options;
    private @Nullable CpuUse before;
    private @Nullable CpuUse use;

    Observation(String part, StandaloneProcess server, Options options) {
        this.part = part;
        this.server = server;
        this.options = options;
    }

    @Override
    public void opens() throws IOException, InterruptedException {
        before = CpuUse.now(server);
        if (options.record()) {
            FlightRecording.start(server.pid());
        }
    }

    @Override
    public void closes() throws IOException, InterruptedException {
        if (before == null) {
            throw new IllegalStateException("closed before it was opened");
        }
        use = CpuUse.now(server).minus(before);
        if (options.record()) {
            FlightRecording.stop(server.pid(), options.out().resolve("server-" + part + ".jfr"));
        }
    }

    CpuUse cpuUse() {
        if (use == null) {
            throw new IllegalStateException("not over yet");
        }
        return use;
    }
}
