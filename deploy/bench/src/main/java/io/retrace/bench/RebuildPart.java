package io.retrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How fast each view is built anew, beside how fast the same events can be read at all. */
record RebuildPart() implements Part {

    static final List<String> VIEWS =
            List.of("audit", "recovery_flow", "settings_flow", "identity", "session", "address");
    private static final int WORKERS = 4;
    private static final int SECONDS = 5;
    private static final long EVENTS_MIN = 200_000;
    private static final Aim AIM = new Aim.AtLeast(60_000);
    private static final double WHOLE = 100;

    @Override
    public String name() {
        return "rebuild";
    }

    /** Everything twice, so that what is measured is warm. */
    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var none = new Aim.None();
        setting.makeHistory(name(), WORKERS, SECONDS);
        var figures = new ArrayList<Figure>();
        try (var log = LogDatabase.open(setting.server().postgres())) {
            log.stopRelay();
            new LogCopies(log).growTo(EVENTS_MIN);
            log.awaitViews();
            figures.add(Figure.of(name(), "events", (double) log.events(), ""));
            log.readAll();
            double read = log.readAll();
            figures.add(Figure.of(name(), "raw read", read, "/s"));
            for (var view : VIEWS) {
                rebuild(view, setting, log);
                double built = rebuild(view, setting, log);
                figures.add(new Figure(name(), view, built, "/s", AIM));
                figures.add(new Figure(name(), view + ", of raw read", WHOLE * built / read, "%", none));
            }
        }
        return figures;
    }

    /** Builds a view anew; events a second. */
    static double rebuild(String view, Setting setting, LogDatabase log) throws IOException, InterruptedException {
        int port = setting.server().adminPort();
        int before = log.generation(view);
        try (var connection = new Connection(port)) {
            var answer = connection.send(new Requests(port).post("/admin/projections/" + view + "/rebuild", ""));
            if (answer.status() != 202) {
                throw new IllegalStateException("no rebuild of " + view + ": status " + answer.status());
            }
        }
        return log.awaitGeneration(view, before + 1);
    }
}
