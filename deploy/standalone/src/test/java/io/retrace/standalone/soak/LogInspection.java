package io.retrace.standalone.soak;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.EventDatabase;
import io.retrace.log.EventFeed;
import io.retrace.log.Pool;
import io.retrace.log.StreamReader;
import io.retrace.model.event.EventCodec;
import io.retrace.query.replay.ReplayCheck;
import io.retrace.standalone.soak.Promises.Kept;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a log holds, looked at from outside while the service runs. */
final class LogInspection implements AutoCloseable {

    private static final int BATCH = 5_000;
    private static final String POSITIONS = """
            select count(*) = coalesce(max(position), 0)
                   and coalesce(min(position), 1) = 1
                   and coalesce(max(position), 0) = (select position from log.event_head)
              from log.event""";
    private static final String BROKEN_STREAMS = """
            select stream from log.event
             group by stream
            having min(sequence) <> 0 or max(sequence) <> count(*) - 1
             limit 10""";
    private static final String LONGEST = """
            select coalesce(max(events), 0)
              from (select count(*) as events from log.event where stream ~ '^(recovery|settings)-' group by stream) s""";

    private final EventDatabase database;
    private final EventCodec codec = new EventCodec();
    private final EventFeed feed;

    LogInspection(DatabaseSettings settings) {
        this.database = new EventDatabase(Pool.open("inspection", settings));
        this.feed = new EventFeed(database, codec);
    }

    long position() {
        return feed.head().position();
    }

    /** Positions are 1 to n and end at the head. */
    boolean isDense() {
        return database.pool().jdbc().sql(POSITIONS).query(Boolean.class).single();
    }

    /** Streams whose sequences are not 0 to n; at most ten. */
    List<String> brokenStreams() {
        return database.pool()
                .jdbc()
                .sql(BROKEN_STREAMS)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** How many events the longest stream of a flow has. */
    long longestFlow() {
        return database.pool().jdbc().sql(LONGEST).query(Long.class).single();
    }

    /** How often personal data was shown. */
    long reveals() {
        return database.pool()
                .jdbc()
                .sql("select count(*) from log.event where type = 'operation.PersonalDataRevealed'")
                .query(Long.class)
                .single();
    }

    /** While it is so, nothing that happens on the admin port can be put on record. */
    void keepOperationsOut(boolean out) {
        var change = out ? "revoke execute on %s from %s" : "grant execute on %s to %s";
        database.pool()
                .jdbc()
                .sql(change.formatted("function log.append_operation", "retrace_query, retrace_command"))
                .update();
    }

    /** What was promised and is not there. */
    List<Kept> missing(List<Kept> promised) {
        Set<Kept> there = new HashSet<>();
        long position = 0;
        for (var batch = feed.read(position, BATCH); !batch.isEmpty(); batch = feed.read(position, BATCH)) {
            batch.forEach(
                    event -> there.add(new Kept(event.stream(), event.type().wireName())));
            position = batch.getLast().position();
        }
        return promised.stream().filter(one -> !there.contains(one)).toList();
    }

    /** What comes out otherwise when every decision is made again. */
    List<String> differencesOnReplay() {
        return ReplayCheck.of(feed, new StreamReader(database, codec)).differences();
    }

    @Override
    public void close() {
        feed.close();
        database.close();
    }
}
