package io.retrace.standalone.incident;

import io.retrace.command.CommandSide;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Waits until the courier has published the key of a day: it looks each second, in which half a day may pass here. */
final class DailyKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOK_MS = 50;
    private static final String IS_PUBLISHED = "select exists (select 1 from log.courier_key where id like :day)";

    private final CommandSide side;

    DailyKeys(CommandSide side) {
        this.side = side;
    }

    void await(LocalDate day) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isPublished(day)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the courier published no key for " + day + " in " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    private boolean isPublished(LocalDate day) {
        return side.database()
                .pool()
                .jdbc()
                .sql(IS_PUBLISHED)
                .param("day", day + "-%")
                .query(Boolean.class)
                .single();
    }
}
