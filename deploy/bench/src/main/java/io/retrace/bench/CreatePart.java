package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** How fast recovery flows are created. */
record CreatePart() implements Part {

    static final String PATH = "/self-service/recovery/api";

    private static final String STEP = "create";
    private static final int WORKERS = 64;
    private static final int WARM_UP_SECONDS = 60;
    private static final int SECONDS = 10;

    @Override
    public String name() {
        return "create";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        int port = setting.server().publicPort();
        var request = new Requests(port).get(PATH);
        return setting.run(
                        name(),
                        WORKERS,
                        WARM_UP_SECONDS,
                        SECONDS,
                        _ -> new RequestWorker(STEP, port, () -> request, setting::keepFlow))
                .rate(STEP, new Aim.AtLeast(4_000))
                .median(STEP, new Aim.None())
                .p99(STEP, new Aim.None())
                .max(STEP)
                .failures()
                .cpu(STEP)
                .lines();
    }
}
