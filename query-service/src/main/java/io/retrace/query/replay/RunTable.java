package io.retrace.query.replay;

import io.retrace.model.event.ReplayId;
import io.retrace.query.replay.Run.Status;
import io.retrace.wire.http.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Runs and their reports. */
final class RunTable {

    static final int LISTED_MAX = 100;

    private static final String COLUMNS =
            "id, actor, request, requested_at, from_position, to_position, status, position, ended_at";
    private static final String ADD = """
            insert into replay.run (id, actor, request, requested_at, from_position, to_position)
            values (:id, :actor, :request::jsonb, :at, :from, :to)""";
    // whose node fell silent is begun again by another
    private static final String CLAIM = """
            update replay.run set status = 'running', position = 0, seen_at = clock_timestamp()
             where id = (select id from replay.run
                          where status = 'queued'
                             or (status = 'running' and seen_at < clock_timestamp() - interval '1 minute')
                          order by requested_at limit 1 for update skip locked)
            returning %s, null::jsonb as report""".formatted(COLUMNS);
    private static final String MOVE = """
            update replay.run set position = :position, seen_at = clock_timestamp()
             where id = :id and status = 'running'""";
    private static final String END = """
            update replay.run set status = :status, ended_at = :at, report = :report::jsonb,
                   position = case :status when 'completed' then to_position else position end
             where id = :id and status = 'running'""";
    private static final String CHANGE =
            "update replay.run set status = :status where id = :id and status = any (:before)";

    private static final String COUNTS =
            "report || '{\"changes\":[],\"stopped\":[],\"samples\":[],\"hours\":[]}'::jsonb";
    private static final String NEWEST = " from replay.run order by requested_at desc limit :limit";

    private final JdbcClient jdbc;

    RunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ReplayId id, String actor, JsonNode request, Instant at, long from, long to) {
        jdbc.sql(ADD)
                .param("id", id.value())
                .param("actor", actor)
                .param("request", request.toString())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("from", from)
                .param("to", to)
                .update();
    }

    Optional<Run> find(ReplayId id) {
        return jdbc.sql("select " + COLUMNS + ", report from replay.run where id = :id")
                .param("id", id.value())
                .query((row, _) -> run(row))
                .optional();
    }

    /**
     * The newest, without their reports.
     *
     * @param counted with the counts of their reports
     */
    List<Run> newest(int limit, boolean counted) {
        return jdbc.sql("select " + COLUMNS + ", " + (counted ? COUNTS : "null::jsonb") + " as report" + NEWEST)
                .param("limit", limit)
                .query((row, _) -> run(row))
                .list();
    }

    /** The oldest that nobody is at; from now on we are. */
    Optional<Run> claim() {
        return jdbc.sql(CLAIM).query((row, _) -> run(row)).optional();
    }

    /** Says how far it is; false when it runs no longer: somebody cancelled it, or another node has ended it. */
    boolean move(Run run, long position) {
        return jdbc.sql(MOVE)
                        .param("id", run.id().value())
                        .param("position", position)
                        .update()
                > 0;
    }

    /** Ends it; false when it ran no longer. */
    boolean end(Run run, Status status, Optional<Report> report, Instant at) {
        return jdbc.sql(END)
                        .param("id", run.id().value())
                        .param("status", text(status))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param(
                                "report",
                                report.map(ReportJson::of)
                                        .map(JsonNode::toString)
                                        .orElse(null))
                        .update()
                > 0;
    }

    boolean cancel(ReplayId id) {
        return change(id, Status.CANCELLED, Status.QUEUED, Status.RUNNING);
    }

    /** Queues it again; it begins anew, since what it knew is gone, and comes to the same. */
    boolean resume(ReplayId id) {
        return change(id, Status.QUEUED, Status.CANCELLED, Status.FAILED);
    }

    private boolean change(ReplayId id, Status to, Status... before) {
        return jdbc.sql(CHANGE)
                        .param("id", id.value())
                        .param("status", text(to))
                        .param(
                                "before",
                                List.of(before).stream().map(RunTable::text).toArray(String[]::new))
                        .update()
                > 0;
    }

    private static String text(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new ReplayId(row.getObject("id", UUID.class)),
                row.getString("actor"),
                WireJson.mapper().readTree(row.getString("request")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getLong("from_position"),
                row.getLong("to_position"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("position"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("report"))
                        .map(WireJson.mapper()::readTree)
                        .map(ReportJson::read));
    }
}
