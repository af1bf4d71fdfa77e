package io.retrace.bench;

import io.retrace.bench.inside.LogLoad;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast the log takes appends from inside a process, beside what its database takes from one connection, and what
 * budgets cost. The server idles; the appends go to a database of their own beside the server's.
 */
record AppendPart() implements Part {

    static final String NAME = "append";
    static final String COMMANDS = "64 callers, commands";

    private static final int MANY = 64;
    private static final int FEW = 16;
    private static final double WHOLE = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final String DATABASE = "bench";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        var none = new Aim.None();
        var postgres = setting.server().postgres();
        postgres.create(DATABASE);
        var figures = new ArrayList<Figure>();
        try (var load = open(postgres, setting.options())) {
            double raw = load.raw();
            figures.add(new Figure(name(), "raw, 16 rows a transaction", raw, "/s", none));
            double many = load.appends(MANY);
            figures.add(new Figure(name(), "64 callers", many, "/s", new Aim.AtLeast(10_000)));
            figures.add(new Figure(name(), "64 callers, of raw", WHOLE * many / raw, "%", new Aim.AtLeast(60)));
            figures.add(new Figure(name(), "16 callers", load.appends(FEW), "/s", new Aim.AtLeast(7_000)));
            double one = load.appendsWithOwnBudgets(MANY, 1);
            double two = load.appendsWithOwnBudgets(MANY, 2);
            double hot = load.appendsWithOneHotBudget(MANY);
            figures.add(new Figure(name(), "64 callers, a budget each", WHOLE * one / many, "%", none));
            figures.add(new Figure(name(), "64 callers, two budgets each", WHOLE * two / many, "%", none));
            figures.add(new Figure(name(), "64 callers, one hot budget", WHOLE * hot / many, "%", none));
            figures.add(new Figure(name(), "seen by a follower, p50", load.seenAfter(), "ms", new Aim.AtMost(5)));
            figures.add(new Figure(name(), COMMANDS, load.commands(MANY), "/s", new Aim.AtLeast(10_000)));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not take rows: " + e.getMessage(), e);
        }
        return figures;
    }

    private static LogLoad open(Postgres postgres, Options options) throws IOException {
        return LogLoad.open(
                postgres.url(DATABASE),
                Postgres.SUPERUSER,
                postgres.password(),
                options.warmUp().orElse(WARM_UP),
                options.measured().orElse(MEASURED));
    }
}
