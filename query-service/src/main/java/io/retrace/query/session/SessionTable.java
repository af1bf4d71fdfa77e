package io.retrace.query.session;

import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SessionId;
import io.retrace.query.feed.ViewDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which sessions each identity was issued. Only that is the view's to know: whether one holds is folded from the streams
 * of the session and its identity at every read.
 */
final class SessionTable {

    static final String VIEW = "session";
    /** So many of the newest sessions of an identity are listed. */
    static final int SESSIONS_MAX = 1_000;

    private static final String READ = """
            with streams as (select 'identity-' || :identity as stream
                              union all
                             select * from (select 'session-' || id from view.session where identity = :identity
                                             order by position desc limit :limit) newest)
            select coalesce(p.position, 0) as reflects, e.position, e.recorded_at, e.body
              from (select max(position) as position from view.progress where name = :view) p
              left join (select e.* from streams join log.event e on e.stream = streams.stream) e on true
             order by e.position""";

    private final ViewDatabase database;
    private final EventCodec codec;

    SessionTable(ViewDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** A session and where the log has its beginning. */
    record Row(SessionId id, IdentityId identity, long position) {}

    /**
     * What happened to an identity and its newest sessions, in the order of the log.
     *
     * @param reflects the position of the log up to which the view knows the sessions
     */
    record History(List<EventEnvelope> events, long reflects) {

        History {
            events = List.copyOf(events);
        }
    }

    History read(IdentityId identity) {
        var events = new ArrayList<EventEnvelope>();
        var reflects = new long[1];
        database.pool()
                .jdbc()
                .sql(READ)
                .param("identity", identity.value())
                .param("limit", SESSIONS_MAX)
                .param("view", VIEW)
                .query(row -> {
                    reflects[0] = row.getLong("reflects");
                    if (row.getBytes("body") != null) {
                        events.add(event(row));
                    }
                });
        return new History(events, reflects[0]);
    }

    private EventEnvelope event(ResultSet row) throws SQLException {
        return EventRow.read(row, codec);
    }

    /** Sessions, for a generation's table. */
    void add(List<Row> rows, String table) {
        if (!rows.isEmpty()) {
            database.pool()
                    .jdbc()
                    .sql("""
                            insert into %s (id, identity, position)
                            select * from unnest(:ids::uuid[], :identities::uuid[], :positions::bigint[])
                            on conflict (id) do nothing""".formatted(table))
                    .param("ids", rows.stream().map(row -> row.id().value()).toArray(UUID[]::new))
                    .param(
                            "identities",
                            rows.stream().map(row -> row.identity().value()).toArray(UUID[]::new))
                    .param("positions", rows.stream().map(Row::position).toArray(Long[]::new))
                    .update();
        }
    }
}
