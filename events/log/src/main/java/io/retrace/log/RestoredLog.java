package io.retrace.log;

import java.util.Objects;

/**
 * Makes a log that was restored from a backup a log of its own again, as its owner. Positions behind the backup mean
 * other events from now on, so the log gets an incarnation that no log ever had; the relay begins again where the
 * backup had it, at most at the end; and the keys of erased subjects that came back are destroyed again. All in one
 * transaction; doing it twice does no harm (ADR-0022).
 */
public final class RestoredLog {

    // also the lock of the relay's turn
    private static final String NOBODY_RELAYS =
            "select pg_try_advisory_xact_lock(" + 0x7265_7472_6163_6501L + ") from log.event_head for update";

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

    public RestoredLog(DatabaseSettings owner) {
        this.owner = owner;
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
     * @throws IllegalStateException when a service still relays from this log
     */
    public NewLife begin(ErasedSubjects erased) {
        try (var pool = Pool.open("after-restore", owner)) {
            return Objects.requireNonNull(pool.transactions().execute(_ -> begin(pool, erased)));
        }
    }

    private static NewLife begin(Pool pool, ErasedSubjects erased) {
        var jdbc = pool.jdbc();
        if (!jdbc.sql(NOBODY_RELAYS).query(Boolean.class).single()) {
            throw new IllegalStateException("a command-service still relays from this log; stop every service first");
        }
        int destroyed = jdbc.sql(DESTROY)
                .param("subjects", erased.subjects().toArray(String[]::new))
                .update();
        var life = jdbc.sql(NEW_INCARNATION)
                .query((row, _) -> new NewLife(row.getLong("position"), row.getInt("incarnation"), destroyed))
                .single();
        jdbc.sql(MOVE_RELAY).update();
        return life;
    }
}
