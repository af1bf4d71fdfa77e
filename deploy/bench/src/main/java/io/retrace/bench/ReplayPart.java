package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** How fast history is told again, as it was and under another policy, beside how fast the same events can be read at all. */
record ReplayPart() implements Part {

    private static final int WORKERS = 4;
    private static final int SECONDS = 5;
    private static final long EVENTS_MIN = 400_000;
    private static final String ENDED = "select count(*) from replay.run where ended_at is not null";
    private static final Aim AIM = new Aim.AtLeast(100_000);

    @Override
    public String name() {
        return "replay";
    }

    /** Everything twice, so that what is measured is warm. */
    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        setting.makeHistory(name(), WORKERS, SECONDS);
        try (var log = LogDatabase.open(setting.server().postgres())) {
            log.stopRelay();
            new LogCopies(log).growTo(EVENTS_MIN);
            log.awaitViews();
            log.readAll();
            double read = log.readAll();
            tell("\"recorded\"", setting, log);
            double recorded = tell("\"recorded\"", setting, log);
            tell("\"asvs-l2\"", setting, log);
            double otherwise = tell("\"asvs-l2\"", setting, log);
            return List.of(
                    Figure.of(name(), "events", (double) log.events(), ""),
                    Figure.of(name(), "raw read", read, "/s"),
                    new Figure(name(), "as recorded", recorded, "/s", AIM),
                    new Figure(name(), "under asvs-l2", otherwise, "/s", AIM));
        }
    }

    /** Tells the whole log again; events a second. */
    private static double tell(String policy, Setting setting, LogDatabase log)
            throws IOException, InterruptedException {
        int port = setting.server().adminPort();
        long ended = log.number(ENDED);
        try (var connection = new Connection(port)) {
            var answer = connection.send(
                    new Requests(port).post("/admin/replays", "{\"range\":{\"from\":1},\"policy\":" + policy + "}"));
            if (answer.status() != 202) {
                throw new IllegalStateException("no replay: status " + answer.status());
            }
        }
        return log.awaitNumber(ENDED, ended + 1);
    }
}
