package io.retrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** How fast flows are read, at random among some thousand. */
record GetPart() implements Part {

    private static final String STEP = "get";
    private static final int WORKERS = 64;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 10;

    @Override
    public String name() {
        return "get";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        int port = setting.server().publicPort();
        var requests = new Requests(port);
        var prepared = setting.flows().stream()
                .map(id -> requests.get("/self-service/recovery/flows?id=" + id))
                .toArray(byte[][]::new);
        return setting.run(name(), WORKERS, WARM_UP_SECONDS, SECONDS, number -> worker(number, port, prepared))
                .rate(STEP, new Aim.AtLeast(8_000))
                .median(STEP, new Aim.None())
                .p99(STEP, new Aim.None())
                .max(STEP)
                .failures()
                .cpu(STEP)
                .lines();
    }

    private static Load.Worker worker(int number, int port, byte[][] requests) {
        var random = new SplittableRandom(number);
        return new RequestWorker(STEP, port, () -> requests[random.nextInt(requests.length)], _ -> {});
    }
}
