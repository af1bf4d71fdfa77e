package io.retrace.query.audit;

import io.retrace.log.Sealing;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the audit trail is searched by: a row an event. */
final class AuditProjection implements Projection {

    private final ViewDatabase database;
    private final Sealing sealing;
    private final AddressMacs macs;

    AuditProjection(ViewDatabase database, QuerySide side) {
        this.database = database;
        this.sealing = side.sealing();
        this.macs = new AddressMacs(side.searchKeys());
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<EventType> types() {
        return EventType.in(Event.class);
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        var subjects =
                sealing.subjects(batch.stream().flatMap(AuditRow::subjects).collect(Collectors.toUnmodifiableSet()));
        insert(batch.stream().map(e -> AuditRow.of(e, subjects, macs)).toList(), table);
    }

    private void insert(List<AuditRow> rows, String table) {
        database.pool()
                .jdbc()
                .sql("""
                        insert into %s (position, recorded_at, stream, correlation, type, outcome, actor, identity, session, address,
                                        client, agent, trace)
                        select position, recorded_at, stream, correlation, type, outcome, actor, identity, session, address,
                               client::inet, agent, trace
                          from unnest(:positions::bigint[], :times::text[]::timestamptz[], :streams::text[], :correlations::text[],
                                      :types::text[], :outcomes::text[], :actors::text[], :identities::uuid[], :sessions::uuid[],
                                      :addresses::uuid[], :clients::text[], :agents::text[], :traces::uuid[])
                               as e (position, recorded_at, stream, correlation, type, outcome, actor, identity, session, address,
                                     client, agent, trace)
                        on conflict (position) do nothing""".formatted(table))
                .param("positions", column(rows, row -> row.envelope().position(), Long[]::new))
                .param("times", column(rows, row -> row.envelope().recordedAt().toString(), String[]::new))
                .param("streams", column(rows, row -> row.envelope().stream(), String[]::new))
                .param(
                        "correlations",
                        column(rows, row -> row.envelope().origin().correlationId(), String[]::new))
                .param("types", column(rows, row -> row.envelope().type().wireName(), String[]::new))
                .param("outcomes", column(rows, AuditProjection::outcome, String[]::new))
                .param("actors", column(rows, row -> row.envelope().origin().actor(), String[]::new))
                .param("identities", column(rows, row -> row.identity().orElse(null), UUID[]::new))
                .param("sessions", column(rows, row -> row.session().orElse(null), UUID[]::new))
                .param("addresses", column(rows, row -> row.address().orElse(null), UUID[]::new))
                .param(
                        "clients",
                        column(
                                rows,
                                row -> row.client()
                                        .map(InetAddress::getHostAddress)
                                        .orElse(null),
                                String[]::new))
                .param("agents", column(rows, row -> row.agent().orElse(null), String[]::new))
                .param("traces", column(rows, row -> row.trace().orElse(null), UUID[]::new))
                .update();
    }

    private static String outcome(AuditRow row) {
        return Judged.of(row.envelope().event()).outcome().text();
    }

    private static <T> T[] column(List<AuditRow> rows, Function<AuditRow, @Nullable T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
