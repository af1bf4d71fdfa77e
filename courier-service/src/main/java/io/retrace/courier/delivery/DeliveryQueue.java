package io.retrace.courier.delivery;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.letter.Letter;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.SealedLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Letters on their way. A worker claims a letter for {@link #LEASE}; a claim that nobody finishes ends with its lease,
 * and the letter is due again. What a worker says of a claim that is no longer its own changes nothing.
 */
public final class DeliveryQueue {

    /** Longer than a channel takes for an attempt, so that only the claim of a dead worker ends with its lease. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String ADD = """
            insert into courier.delivery
                   (letter_id, stream, generation, key_id, letter, expires_at, correlation_id, trace_id, due_at)
            values (:id, :stream, :generation, :key, :letter, :expiresAt, :correlationId, :traceId, :dueAt)""";
    // a claim that a crash of the database takes back is made again; it need not wait for the disk
    private static final String CLAIM = """
            with due as materialized (
                select letter_id from courier.delivery
                 where outcome is null and due_at <= :now
                   and (select set_config('synchronous_commit', 'off', true)) = 'off'
                 order by due_at
                 limit :limit
                   for update skip locked)
            update courier.delivery d
               set attempts = d.attempts + 1, due_at = :leaseEnd
              from due
             where d.letter_id = due.letter_id
            returning d.letter_id, d.stream, d.generation, d.key_id, d.letter, d.expires_at, d.correlation_id,
                      d.trace_id, d.attempts, d.attempts - d.away as tries,
                      exists (select 1 from courier.delivery n
                               where n.stream = d.stream and n.generation > d.generation) as superseded""";
    private static final String PUT_OFF = """
            update courier.delivery set due_at = :dueAt, put_off = :reason, away = away + :away
             where letter_id = :id and attempts = :attempt and outcome is null""";
    private static final String SETTLE = """
            with settled as (
                update courier.delivery set outcome = :outcome, settled_at = :now
                 where letter_id = :id and attempts = :attempt and outcome is null
                returning letter_id)
            insert into courier.outbox (letter_id, report)
            select letter_id, :report from settled""";
    private static final String DROP = """
            update courier.delivery set outcome = 'silent', settled_at = :now
             where letter_id = :id and attempts = :attempt and outcome is null""";
    private static final String GIVE_UP = """
            update courier.delivery set outcome = 'failed', settled_at = :now where outcome is null""";
    private static final String SETTLED = """
            select count(*) from courier.delivery where letter_id = :id and outcome is not null""";
    private static final String WAITING = "select count(*) from courier.delivery where outcome is null";
    private static final String FORGET = "delete from courier.delivery where settled_at < :before";

    private final CourierDatabase database;

    public DeliveryQueue(CourierDatabase database) {
        this.database = database;
    }

    /** Adds a letter, due now; commits with the caller's transaction. */
    public void add(Letter letter, Instant now) {
        database.pool()
                .jdbc()
                .sql(ADD)
                .param("id", letter.id().value())
                .param("stream", letter.stream())
                .param("generation", letter.generation())
                .param("key", letter.closed().key())
                .param("letter", letter.closed().text())
                .param("expiresAt", utc(letter.expiresAt()))
                .param("correlationId", letter.correlationId())
                .param("traceId", letter.traceId())
                .param("dueAt", utc(now))
                .update();
    }

    /** Claims letters that are due, the longest due first; each goes to one worker only. */
    List<Delivery> claim(Instant now, int limit) {
        return database.pool()
                .jdbc()
                .sql(CLAIM)
                .param("now", utc(now))
                .param("limit", limit)
                .param("leaseEnd", utc(now.plus(LEASE)))
                .query(DeliveryQueue::delivery)
                .list();
    }

    /** The attempt did not succeed; the letter is due again then. */
    void putOff(Delivery delivery, String reason, Instant dueAt) {
        putOff(delivery, reason, dueAt, 0);
    }

    /** The attempt met no mail server and does not count; the letter is due again then. */
    void putOffUncounted(Delivery delivery, String reason, Instant dueAt) {
        putOff(delivery, reason, dueAt, 1);
    }

    private void putOff(Delivery delivery, String reason, Instant dueAt, int away) {
        database.pool()
                .jdbc()
                .sql(PUT_OFF)
                .param("dueAt", utc(dueAt))
                .param("reason", reason)
                .param("away", away)
                .param("id", delivery.letter().id().value())
                .param("attempt", delivery.attempt())
                .update();
    }

    /** It is over with the letter; the report stands in the outbox from the same instant. */
    void settle(Delivery delivery, Report report, Instant now) {
        database.pool()
                .jdbc()
                .sql(SETTLE)
                .param("outcome", report.outcome())
                .param("now", utc(now))
                .param("id", delivery.letter().id().value())
                .param("attempt", delivery.attempt())
                .param("report", report.json())
                .update();
    }

    /** It is over with a letter of which nobody is to hear. */
    void drop(Delivery delivery, Instant now) {
        database.pool()
                .jdbc()
                .sql(DROP)
                .param("now", utc(now))
                .param("id", delivery.letter().id().value())
                .param("attempt", delivery.attempt())
                .update();
    }

    /**
     * Gives up every letter that waits, without a report, because nobody knows what became of it.
     *
     * @return how many
     */
    public int giveUpWaiting(Instant now) {
        return database.pool().jdbc().sql(GIVE_UP).param("now", utc(now)).update();
    }

    /** Whether it is over with a letter; false as well for one that was never here or was forgotten. */
    boolean isSettled(LetterId letter) {
        return database.pool()
                        .jdbc()
                        .sql(SETTLED)
                        .param("id", letter.value())
                        .query((row, _) -> row.getLong(1))
                        .single()
                == 1;
    }

    /** How many letters are neither delivered nor given up. */
    long waiting() {
        return database.pool()
                .jdbc()
                .sql(WAITING)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /** Deletes what was over before. */
    public void forgetSettledBefore(Instant before) {
        database.pool().jdbc().sql(FORGET).param("before", utc(before)).update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        var letter = new Letter(
                new LetterId(row.getObject("letter_id", UUID.class)),
                row.getString("stream"),
                row.getInt("generation"),
                new SealedLetter(row.getString("key_id"), row.getString("letter")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                row.getString("trace_id"));
        return new Delivery(letter, row.getInt("attempts"), row.getInt("tries"), row.getBoolean("superseded"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
