package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** How many whole recoveries a second, many at once. */
record JourneysPart() implements Part {

    private static final int WORKERS = 64;
    private static final int WARM_UP_SECONDS = 75;
    private static final int SECONDS = 20;

    @Override
    public String name() {
        return "journeys";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var none = new Aim.None();
        var figures = setting.run(name(), WORKERS, WARM_UP_SECONDS, SECONDS, Shares.of(WORKERS, setting))
                .rate(Journey.WHOLE, new Aim.AtLeast(500))
                .median(Journey.WHOLE, none)
                .p99(Journey.WHOLE, new Aim.AtMost(200));
        for (var step : List.of(Journey.CREATE, Journey.ADDRESS, Journey.MAIL, Journey.CODE)) {
            figures.median(step, none).p99(step, none);
        }
        return figures.failures().cpu(Journey.WHOLE).lines();
    }
}
