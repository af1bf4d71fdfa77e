package io.retrace.query.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter in SQL, over {@code view.audit a}. A wrong code names nobody, so what belongs to an identity or an address is
 * joined when it is read: a row of the view is written by one stream only.
 */
final class Conditions {

    /** The flows in which an event names somebody, with the settings flows that they opened. */
    private static final String NAMED = """
            select distinct n.stream from view.audit n where n.{by} = :{by} and n.stream ~ '^(recovery|settings)-'""";

    private static final String FLOW = "select unnest(:flow::text[])";

    // each stream is looked up by itself (offset 0): plans for a guessed number of streams read the whole view
    private static final String FLOWS = """
            {by}_named (stream) as materialized ({named}),
            {by}_flow as materialized (
                select stream from {by}_named
                union
                select s.stream from {by}_named f cross join lateral (
                    select stream from view.audit
                     where correlation = f.stream and stream like 'settings-%' offset 0) s),
            {by}_event as materialized (
                select e.position from {by}_flow f cross join lateral (
                    select position from view.audit
                     where correlation = f.stream and position between :first and :last offset 0) e
                union
                select e.position from {by}_flow f cross join lateral (
                    select position from view.audit
                     where stream = f.stream and position between :first and :last offset 0) e{naming})""";

    private static final String NAMING = """

                union
                select e.position from view.audit e where e.{by} = :{by} and e.position between :first and :last""";

    /** The events of few streams, in place of the whole view. */
    private static final String EVENTS = """
            (select b.* from {by}_event x cross join lateral (
                select * from view.audit where position = x.position offset 0) b)""";

    private final List<String> tables = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>(List.of("a.position between :first and :last"));
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String events = "view.audit";

    private Conditions(Span span) {
        parameters.put("first", span.first());
        parameters.put("last", span.last());
    }

    /** Of a filter, within a stretch of the log. */
    static Conditions of(AuditFilter filter, Span span) {
        var sql = new Conditions(span);
        filter.identity().ifPresent(id -> sql.belongs("identity", NAMED, NAMING, id));
        filter.address().ifPresent(mac -> sql.belongs("address", NAMED, NAMING, mac));
        filter.flow().ifPresent(id -> sql.belongs("flow", FLOW, "", new String[] {"recovery-" + id, "settings-" + id}));
        filter.session().ifPresent(id -> sql.is("session", id));
        filter.client().ifPresent(sql::isIn);
        filter.agent().ifPresent(family -> sql.is("agent", family));
        filter.outcome().ifPresent(outcome -> sql.is("outcome", outcome.text()));
        filter.actor().ifPresent(actor -> sql.is("actor", actor));
        filter.trace().ifPresent(id -> sql.is("trace", id));
        sql.isAnyOf(filter.types());
        return sql;
    }

    /** What stands before the statement; empty, or with a comma behind it. */
    String tables() {
        return tables.isEmpty() ? "" : String.join(",\n", tables) + ",\n";
    }

    /** What is searched, as {@code a}. */
    String from() {
        return events + " a";
    }

    String where() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void belongs(String column, String named, String naming, Object value) {
        tables.add(FLOWS.replace("{named}", named).replace("{naming}", naming).replace("{by}", column));
        parameters.put(column, value);
        if (tables.size() == 1) {
            events = EVENTS.replace("{by}", column);
        } else {
            conditions.add("a.position in (select position from " + column + "_event)");
        }
    }

    private void is(String column, Object value) {
        conditions.add("a." + column + " = :" + column);
        parameters.put(column, value);
    }

    private void isIn(Cidr block) {
        conditions.add("a.client between :client_first::inet and :client_last::inet");
        parameters.put("client_first", block.first());
        parameters.put("client_last", block.last());
    }

    /** One alone is found in the order of the index. */
    private void isAnyOf(List<String> types) {
        switch (types.size()) {
            case 0 -> {}
            case 1 -> is("type", types.getFirst());
            default -> {
                conditions.add("a.type = any (:type)");
                parameters.put("type", types.toArray(String[]::new));
            }
        }
    }
}
