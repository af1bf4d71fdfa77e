package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** How many whole recoveries a second by forms, many at once. */
record BrowserJourneysPart() implements Part {

    private static final int WORKERS = 64;
    private static final int WARM_UP_SECONDS = 45;
    private static final int SECONDS = 20;

    @Override
    public String name() {
        return "browser-journeys";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var none = new Aim.None();
        var workers = Shares.of(WORKERS, setting, BrowserJourney::new);
        var figures = setting.run(name(), WORKERS, WARM_UP_SECONDS, SECONDS, workers)
                .rate(BrowserJourney.WHOLE, new Aim.AtLeast(250))
                .median(BrowserJourney.WHOLE, none)
                .p99(BrowserJourney.WHOLE, none);
        for (var step : List.of(
                BrowserJourney.START,
                BrowserJourney.READ,
                BrowserJourney.ADDRESS,
                BrowserJourney.CODE,
                BrowserJourney.SETTINGS)) {
            figures.median(step, none).p99(step, none);
        }
        return figures.failures().cpu(BrowserJourney.WHOLE).lines();
    }
}
