package io.retrace.bench;

import java.util.List;
import java.util.UUID;

/**
 * A short history made long: each copy of it is the same stories with other ids. What is copied was told already: the
 * relay and the views go on behind the copies, so a view has them when it is built anew. What the copies hold of people
 * belongs to a day without a key and reads as erased; their flows never expire.
 */
final class LogCopies {

    private static final int SLICE = 100_000;

    /** Every id of a copy begins with digits of its own and of the copy, mixed: so they lie anywhere among others. */
    private static final String STORY = """
            create table if not exists bench.story as
            select row_number() over (order by e.position) as place, e.sequence, e.type,
                   regexp_replace(e.event_id::text, id, digits) as event_id, regexp_replace(e.stream, id, digits) as stream,
                   regexp_replace(e.identity::text, id, digits) as identity, regexp_replace(told, id, digits, 'g') as body
              from log.event e,
                   replace(convert_from(e.body, 'UTF8'), '%', '%%') plain,
                   regexp_replace(plain, '("expires_at":")\\d{4}', '\\12099', 'g') endless,
                   regexp_replace(endless, '("subject":"day-)\\d{4}', '\\11970', 'g') told,
                   concat('([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]{5}((?:-[0-9a-f]{4}){3}-[0-9a-f]{12})') id,
                   concat('%1$s\\1%2$s\\2%3$s\\3%4$s\\4') digits
             where e.stream ~ '-[0-9a-f]{12}$'""";

    private static final List<String> PREPARE = List.of(
            "set maintenance_work_mem = '512MB'",
            "create schema if not exists bench",
            STORY,
            "create table if not exists bench.copies as select 0::bigint as made, 0::bigint as in_views");

    private static final String HAS_COPIES =
            "select count(*) from pg_tables where schemaname = 'bench' and tablename = 'copies'";

    private static final String COPIES = """
            with copy as materialized (
                select k, substr(h, 1, 1) as a, substr(h, 2, 1) as b, substr(h, 3, 1) as c, substr(h, 4) as d
                  from generate_series(?::bigint, ?::bigint) k, lpad(to_hex(k * 648055 % 1048576), 5, '0') h)
            """;

    private static final String COPY = COPIES + """
            insert into log.event (position, recorded_at, event_id, stream, sequence, type, identity, body)
            select h.position + (k - ?) * ? + s.place,
                   h.recorded_at + ((k - ?) * ? + s.place) * interval '1 microsecond',
                   format(s.event_id, a, b, c, d)::uuid, format(s.stream, a, b, c, d), s.sequence, s.type,
                   format(s.identity, a, b, c, d)::uuid, convert_to(format(s.body, a, b, c, d), 'UTF8')
              from log.event_head h, copy cross join bench.story s""";

    private static final String FLOWS = COPIES + """
            select substr(format(s.stream, a, b, c, d), 10)::uuid
              from copy cross join bench.story s where s.type = 'recovery.RecoveryInitiated'""";

    /** Filled once the copies are there, which is faster. */
    private static final String DROP_INDEXES = """
            alter table log.event drop constraint if exists event_event_id_key,
                                  drop constraint if exists event_stream_sequence_key""";

    private static final String ADD_INDEXES = """
            alter table log.event add constraint event_event_id_key unique (event_id),
                                  add constraint event_stream_sequence_key unique (stream, sequence)""";

    private static final String HAS_INDEXES =
            "select count(*) from pg_constraint where conname in ('event_event_id_key', 'event_stream_sequence_key')";

    private static final List<String> MOVE_ON = List.of(
            """
            update log.event_head h set (position, recorded_at) =
                (select e.position, e.recorded_at from log.event e order by e.position desc limit 1)""",
            "update log.follower f set position = h.position from log.event_head h",
            "update view.progress p set position = h.position from log.event_head h");

    private final LogDatabase log;

    /** Of this log, whose relay stands still. */
    LogCopies(LogDatabase log) {
        this.log = log;
    }

    /** Whether there are any, or were to be. */
    static boolean areIn(LogDatabase log) {
        return log.number(HAS_COPIES) > 0;
    }

    /**
     * Makes the log at least as long as that, slice by slice, by at least one copy; something must be in it. Goes on where
     * it was broken off.
     */
    void growTo(long events) throws InterruptedException {
        if (areIn(log) && made() > 0 && log.events() >= events && log.number(HAS_INDEXES) == 2) {
            return;
        }
        PREPARE.forEach(log::execute);
        long story = log.number("select count(*) from bench.story");
        LogDatabase.require(story > 0, "there is no story to be copied");
        log.execute(DROP_INDEXES);
        long end = made() > 0 ? events : Math.max(events, log.events() + 1);
        var progress = new Progress("copied", end);
        for (long now = log.events(); now < end; now = log.events()) {
            long missing = Math.ceilDiv(end - now, story);
            copy(Math.clamp(SLICE / story, 1, missing), story);
            progress.at(log.events());
        }
        log.execute(ADD_INDEXES);
        log.execute("vacuum analyze log.event");
    }

    private void copy(long count, long story) throws InterruptedException {
        log.together(() -> {
            log.execute("select from log.event_head for update");
            long first = made() + 1;
            long last = made() + count;
            log.execute(COPY, first, last, first, story, first, story);
            MOVE_ON.forEach(log::execute);
            log.execute("update bench.copies set made = ?", last);
            return last;
        });
    }

    /** The recovery flows of all copies. */
    List<UUID> flows() throws InterruptedException {
        return log.together(() -> log.rows(FLOWS, row -> row.getObject(1, UUID.class), 1L, made()));
    }

    /** Whether every view was built since the last copy was made. */
    boolean areInViews() {
        return log.number("select in_views from bench.copies") == made();
    }

    /** Remembers that every view was built. */
    void sayInViews() {
        log.execute("update bench.copies set in_views = made");
    }

    private long made() {
        return log.number("select made from bench.copies");
    }
}
