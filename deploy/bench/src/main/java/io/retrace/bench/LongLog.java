package io.retrace.bench;

import io.retrace.bench.inside.LogLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A running server whose log is made as long as asked for, and how fast that server is then. */
final class LongLog {

    private static final int HISTORY_WORKERS = 16;
    private static final int HISTORY_SECONDS = 30;
    private static final int CALLERS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private final Setting setting;

    LongLog(Setting setting) {
        this.setting = setting;
    }

    /**
     * What was measured, a second.
     *
     * @param events how long the log was before
     * @param flows how many flows were copied
     * @param append events appended from inside a process
     * @param create flows created
     * @param get flows read, at random among some thousand that were just created
     * @param getCopied the same among all that were copied
     */
    record Rates(long events, int flows, double append, double create, double get, double getCopied) {}

    /**
     * Makes the log at least that long, with whole stories that every view knows; at least one copy is among them. People
     * recover in any case: a server that has just been started on a log that is there would be colder than a new one.
     */
    void prepare(long events) throws IOException, InterruptedException {
        boolean isNew;
        try (var log = open()) {
            isNew = !LogCopies.areIn(log);
        }
        if (isNew) {
            recoverPeople();
        }
        copy(events);
        if (!isNew) {
            recoverPeople();
        }
    }

    private void recoverPeople() throws IOException, InterruptedException {
        setting.makeHistory("history", HISTORY_WORKERS, HISTORY_SECONDS);
    }

    private void copy(long events) throws IOException, InterruptedException {
        try (var log = open()) {
            log.stopRelay();
            var copies = new LogCopies(log);
            copies.growTo(events);
            if (!copies.areInViews()) {
                for (var view : RebuildPart.VIEWS) {
                    double rate = RebuildPart.rebuild(view, setting, log);
                    System.out.printf("bench: %s is built, %,.0f events/s%n", view, rate);
                }
                copies.sayInViews();
            }
            log.execute("checkpoint");
        }
    }

    /** The last is what nobody follows, so that nothing of it is published. */
    Rates measure() throws IOException, InterruptedException {
        long events;
        List<UUID> copied;
        try (var log = open()) {
            events = log.events();
            copied = new LogCopies(log).flows();
        }
        double create = rate("create", RequestPart.create());
        double get = rate("get", RequestPart.get());
        double getCopied = rate("get, copied", RequestPart.get(copied));
        System.out.println("bench: append");
        return new Rates(events, copied.size(), appends(), create, get, getCopied);
    }

    private double rate(String what, RequestPart part) throws IOException, InterruptedException {
        System.out.println("bench: " + what);
        double rate = part.rate(setting);
        setting.server().requireAlive();
        return rate;
    }

    /** The views follow when all is appended; the relay never does. */
    private double appends() throws IOException, InterruptedException {
        var options = setting.options();
        var postgres = setting.server().postgres();
        var warmUp = options.warmUp().orElse(WARM_UP);
        var measured = options.measured().orElse(MEASURED);
        var password = postgres.password();
        try (var log = open()) {
            log.stopRelay();
            double rate = log.unfollowed(() -> {
                try (var load =
                        LogLoad.on(postgres.url(LogDatabase.NAME), Postgres.SUPERUSER, password, warmUp, measured)) {
                    return load.appends(CALLERS);
                }
            });
            log.awaitViews();
            return rate;
        }
    }

    private LogDatabase open() {
        return LogDatabase.open(setting.server().postgres());
    }
}
