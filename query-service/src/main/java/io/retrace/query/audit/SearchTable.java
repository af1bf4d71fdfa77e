package io.retrace.query.audit;

import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.log.LogTimes;
import io.retrace.model.event.EventCodec;
import io.retrace.query.audit.Facets.Count;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is found in the audit view, with its events from the log. */
final class SearchTable {

    /** Plans fit the values that are asked for; nobody keeps the database busy for longer than this. */
    private static final String BOUNDED = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('statement_timeout', '15s', true)""";

    private static final String REFLECTS =
            "select coalesce((select position from view.progress where name = 'audit'), 0)";

    private final EventDatabase database;
    private final EventCodec codec;
    private final LogTimes logTimes;

    SearchTable(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
        this.logTimes = new LogTimes(database);
    }

    /** The position of the log up to which the view knows it. */
    long reflects() {
        return database.pool().jdbc().sql(REFLECTS).query(Long.class).single();
    }

    /** Which life of the log this is. */
    int incarnation() {
        return database.pool()
                .jdbc()
                .sql("select incarnation from log.event_head")
                .query(Integer.class)
                .single();
    }

    /** The stretch of the log that a range means, as far as the view knows it. */
    Span span(Range range, long reflects, Instant now) {
        return switch (range) {
            case Range.Times times ->
                new Span(
                        logTimes.firstSince(times.from(now)).orElse(Long.MAX_VALUE),
                        times.to()
                                .map(logTimes::lastUntil)
                                .map(last -> Math.min(last, reflects))
                                .orElse(reflects));
            case Range.Positions positions ->
                new Span(positions.from().orElse(1L), Math.min(positions.to().orElse(reflects), reflects));
        };
    }

    /** The next events that a filter finds in a stretch of the log, at most {@code limit}. */
    List<Found> page(AuditFilter filter, Span span, boolean newestFirst, int limit) {
        var conditions = Conditions.of(filter, span);
        return bounded(jdbc -> jdbc.sql(pageSql(conditions, newestFirst))
                .params(conditions.parameters())
                .param("limit", limit)
                .query((row, _) -> new Found(EventRow.read(row, codec), Optional.ofNullable(row.getString("network"))))
                .list());
    }

    /** The view says which events, the log what they are. */
    static String pageSql(Conditions conditions, boolean newestFirst) {
        return """
            with %1$s page as (
                select a.position, a.client from %5$s where %2$s order by a.position %3$s limit :limit)
            select e.position, e.recorded_at, e.body, %4$s::text as network
              from page join log.event e on e.position = page.position
             order by page.position %3$s""".formatted(
                        conditions.tables(),
                        conditions.where(),
                        newestFirst ? "desc" : "asc",
                        ClientNetwork.of("page.client"),
                        conditions.from());
    }

    /** What the newest events that a filter finds in a stretch of the log are like. */
    Facets facets(AuditFilter filter, Span span) {
        var conditions = Conditions.of(filter, span);
        var sql = """
            with %1$s newest as materialized (
                select a.type, a.outcome, a.client, a.recorded_at
                  from %4$s where %2$s order by a.position desc limit :limit)
            (select 'type' as facet, type as value, count(*) as events from newest group by 2 order by 3 desc, 2)
            union all
            (select 'outcome', outcome, count(*) from newest group by 2 order by 3 desc, 2)
            union all
            (select 'network', %3$s::text, count(*) from newest where client is not null group by 2 order by 3 desc, 2 limit :networks)
            union all
            (select 'hour', to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"'), count(*)
               from newest group by 2 order by 2 desc limit :hours)""".formatted(conditions.tables(), conditions.where(), ClientNetwork.of("client"), conditions.from());
        return Facets.of(bounded(jdbc -> jdbc.sql(sql)
                .params(conditions.parameters())
                .param("limit", Facets.EVENTS_MAX)
                .param("networks", Facets.NETWORKS_MAX)
                .param("hours", Facets.HOURS_MAX)
                .query((row, _) -> new Count(row.getString(1), row.getString(2), row.getLong(3)))
                .list()));
    }

    private <T> T bounded(Function<JdbcClient, T> read) {
        return Objects.requireNonNull(database.pool().transactions().execute(_ -> {
            var jdbc = database.pool().jdbc();
            jdbc.sql(BOUNDED).query(_ -> {});
            return read.apply(jdbc);
        }));
    }
}
