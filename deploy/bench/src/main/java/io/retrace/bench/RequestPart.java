package io.retrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How fast requests of one kind are answered.
 *
 * @param aim requests a second
 * @param asking makes the workers that send them
 */
record RequestPart(String name, int warmUpSeconds, Aim aim, Asking asking) implements Part {

    static final String CREATE = "create";
    static final String OPENING = "/self-service/recovery/api";

    private static final String GET = "get";
    private static final String READING = "/self-service/recovery/flows?id=";
    private static final int WORKERS = 64;
    private static final int SECONDS = 10;

    /** Who asks a server. */
    @FunctionalInterface
    interface Asking {

        Load.Hiring of(Setting setting) throws IOException;
    }

    /** Recovery flows are created. */
    static RequestPart create() {
        return new RequestPart(CREATE, 60, new Aim.AtLeast(7_500), RequestPart::creators);
    }

    /** Flows are read, at random among some thousand. */
    static RequestPart get() {
        return new RequestPart(GET, 20, new Aim.AtLeast(15_000), setting -> readers(setting, setting.flows()));
    }

    /** The same among these. */
    static RequestPart get(List<UUID> flows) {
        return new RequestPart(GET, 20, new Aim.None(), setting -> readers(setting, flows));
    }

    private static Load.Hiring creators(Setting setting) {
        int port = setting.server().publicPort();
        var request = new Requests(port).get(OPENING);
        return _ -> new RequestWorker(CREATE, port, () -> request, setting::keepFlow);
    }

    private static Load.Hiring readers(Setting setting, List<UUID> flows) {
        int port = setting.server().publicPort();
        var requests = new Requests(port);
        return number -> {
            var random = new SplittableRandom(number);
            return new RequestWorker(
                    GET, port, () -> requests.get(READING + flows.get(random.nextInt(flows.size()))), _ -> {});
        };
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var none = new Aim.None();
        return run(setting)
                .rate(name, aim)
                .median(name, none)
                .p99(name, none)
                .max(name)
                .failures()
                .cpu(name)
                .lines();
    }

    /** Requests a second; every one must be answered with 200. */
    double rate(Setting setting) throws IOException, InterruptedException {
        return run(setting).requireNoFailures().rateOf(name);
    }

    private LoadFigures run(Setting setting) throws IOException, InterruptedException {
        return setting.run(name, WORKERS, warmUpSeconds, SECONDS, asking.of(setting));
    }
}
