package io.retrace.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How long until it is ready, on an empty data directory and on its own, and how long it takes to stop. */
record StartPart() implements Part {

    private static final double MS_A_SECOND = 1_000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var server = setting.server();
        var first = server.start();
        var stop = server.stop();
        var second = server.start();
        return List.of(
                Figure.of(name(), "ready, first start", seconds(first), "s"),
                Figure.of(name(), "stop", seconds(stop), "s"),
                new Figure(name(), "ready, second start", seconds(second), "s", new Aim.AtMost(15)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MS_A_SECOND;
    }
}
