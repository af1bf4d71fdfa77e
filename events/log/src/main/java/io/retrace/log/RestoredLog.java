package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.OperationEvent.LogRestored;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Makes a log that was restored from a backup a log of its own again, as its owner. Positions behind the backup mean
 * other events from now on, so the log gets an incarnation that no log ever had; the relay begins again where the
 * backup had it, at most at the end; the keys of erased subjects that came back are destroyed again; and the log's first
 * event from then on says that it was restored. All in one transaction; doing it twice does no harm (ADR-0022).
 */
public final class RestoredLog {

    // also the lock of the relay's turn
    private static final String NOBODY_RELAYS = "select pg_try_advisory_xact_lock(" + EventDatabase.RELAY_LOCK + ")";
    private static final String INCARNATION = "select incarnation from log.event_head for update";

    // seconds since 2026: two restores of one backup differ, although neither knows of the other
    private static final String NEW_INCARNATION = """
            update log.event_head
               set incarnation = greatest(incarnation + 1,
                                          extract(epoch from now() - timestamptz '2026-01-01 00:00:00+00')::integer)
            returning position, incarnation""";
    private static final String MOVE_RELAY = """
            update log.follower f set position = least(f.position, h.position), incarnation = h.incarnation
              from log.event_head h""";
    private static final String DESTROY = """
            insert into keys.subject_key (subject, wrapped_by, wrapped_key, created_at, destroyed_at)
            select distinct subject, 0, null::bytea, now(), now() from unnest(:subjects::text[]) as erased (subject)
            on conflict (subject) do update set wrapped_key = null, destroyed_at = now()
             where subject_key.destroyed_at is null""";

    private final DatabaseSettings owner;
    private final String software;

    /**
     * A log that came back.
     *
     * @param software name and version of what makes it fit to be used
     */
    public RestoredLog(DatabaseSettings owner, String software) {
        this.owner = owner;
        this.software = software;
    }

    /**
     * The life that begins.
     *
     * @param position where the restored log ends
     * @param destroyed how many keys of erased subjects had come back or were unknown
     */
    public record NewLife(long position, int incarnation, int destroyed) {

        /** The same as a sentence. */
        public String words() {
            return "the log, which ends at position " + position + ", is incarnation " + incarnation
                    + " now; keys of erased subjects destroyed again: " + destroyed;
        }
    }

    /**
     * Begins it.
     *
     * @param at when
     * @throws IllegalStateException when a service still relays from this log
     */
    public NewLife begin(ErasedSubjects erased, Instant at) {
        try (var pool = Pool.open("after-restore", owner)) {
            return Objects.requireNonNull(pool.transactions().execute(_ -> begin(pool, erased, at)));
        }
    }

    private NewLife begin(Pool pool, ErasedSubjects erased, Instant at) {
        var jdbc = pool.jdbc();
        if (!jdbc.sql(NOBODY_RELAYS).query(Boolean.class).single()) {
            throw new IllegalStateException("a command-service still relays from this log; stop every service first");
        }
        int replaced = jdbc.sql(INCARNATION).query(Integer.class).single();
        int destroyed = jdbc.sql(DESTROY)
                .param("subjects", erased.subjects().toArray(String[]::new))
                .update();
        var life = jdbc.sql(NEW_INCARNATION)
                .query((row, _) -> new NewLife(row.getLong("position"), row.getInt("incarnation"), destroyed))
                .single();
        jdbc.sql(MOVE_RELAY).update();
        new OperationLog(pool, new EventCodec(), software)
                .append(new LogRestored(
                        replaced, life.incarnation(), life.position(), at.truncatedTo(ChronoUnit.MICROS)));
        return life;
    }
}
