package io.retrace.query.feed;

import io.retrace.log.EventFeed.Head;
import io.retrace.query.feed.ProjectionStatus.Building;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How far a view has come: the generation that is read, and the next one while it is built (ADR-0021). Each has a row;
 * its lock lets one node at a time write the generation.
 */
final class Progress {

    // rows and position are lost together in a crash, and come again from the log
    private static final String NO_WAIT_FOR_DISK = "set local synchronous_commit = off";
    private static final String ENSURE = """
            insert into view.progress (name, position, incarnation)
            select :name, 0, h.incarnation from log.event_head h
            on conflict (name) do nothing""";
    private static final String HOLD =
            "select generation, position, incarnation from view.progress where name = :name for update";
    private static final String HOLD_NEXT =
            "select generation, position, incarnation from view.rebuild where name = :name for update skip locked";
    private static final String MOVE = "update view.progress set position = :position where name = :name";
    private static final String MOVE_NEXT = """
            update view.rebuild set position = :position, events = events + :events where name = :name""";
    private static final String BEGIN = "select view.begin_rebuild(:name)";
    private static final String GIVE_UP = "select view.drop_rebuild(:name)";
    private static final String BUILT = """
            select p.generation as replaced, r.generation, r.events, r.position,
                   greatest(extract(epoch from clock_timestamp() - r.since) * 1000, 0)::bigint as millis
              from view.progress p join view.rebuild r using (name)
             where name = :name""";
    private static final String SWITCH = "select view.switch_generation(:name)";
    private static final String STATUS = """
            select coalesce(p.generation, 1) as generation, coalesce(p.position, 0) as position,
                   coalesce(p.incarnation, h.incarnation) as incarnation,
                   h.position as head, h.incarnation as life, n.recorded_at as waiting_since, r.generation as next, r.position as next_position, r.since,
                   (r.position / greatest(extract(epoch from clock_timestamp() - r.since), 0.001))::bigint as rate
              from log.event_head h
              left join view.progress p on p.name = :name
              left join view.rebuild r on r.name = :name
              left join log.event n on n.position = coalesce(p.position, 0) + 1""";

    private final String view;
    private final ViewDatabase database;

    Progress(String view, ViewDatabase database) {
        this.view = view;
        this.database = database;
    }

    /** Does something in a transaction that a crash may undo. */
    <T> T inTransaction(Supplier<T> action) {
        return Objects.requireNonNull(database.pool().transactions().execute(_ -> {
            database.pool().jdbc().sql(NO_WAIT_FOR_DISK).update();
            return action.get();
        }));
    }

    /** Waits until no other node writes the generation that is read, and lets none do so in this transaction. */
    Generation hold() {
        return held(HOLD)
                .or(() -> {
                    sql(ENSURE).update();
                    return held(HOLD);
                })
                .orElseThrow();
    }

    void moveTo(long position) {
        sql(MOVE).param("position", position).update();
    }

    /** The generation that is built, if there is one and no other node is at it; then none is in this transaction. */
    Optional<Generation> holdNext() {
        return held(HOLD_NEXT);
    }

    /**
     * The next generation stands there now.
     *
     * @param events how many more it is built from
     */
    void moveNextTo(long position, int events) {
        sql(MOVE_NEXT).param("position", position).param("events", events).update();
    }

    /** Begins the next generation; one of this life of the log that is being built already goes on. */
    void beginNext() {
        sql(BEGIN).query(_ -> {});
    }

    /** Drops the generation that is being built; false when there is none. */
    boolean giveUpNext() {
        return sql(GIVE_UP).query((row, _) -> row.getBoolean(1)).single();
    }

    /**
     * Lets the generation that was built take the place of the one that is read, which is dropped.
     *
     * @throws org.springframework.dao.DataAccessException with SQLSTATE 55P03 when a statement of a reader takes too long
     */
    Rebuilt switchToNext() {
        var rebuilt = sql(BUILT)
                .query((row, _) -> new Rebuilt(
                        view,
                        row.getInt("replaced"),
                        row.getInt("generation"),
                        row.getLong("events"),
                        row.getLong("position"),
                        Duration.ofMillis(row.getLong("millis"))))
                .single();
        sql(SWITCH).query(_ -> {});
        return rebuilt;
    }

    /**
     * How the view is.
     *
     * @param failing whether this node's last attempt to feed it failed
     * @param failingNext the same of the generation that is being built
     */
    ProjectionStatus status(boolean failing, boolean failingNext) {
        return sql(STATUS)
                .query((row, _) -> new ProjectionStatus(
                        view,
                        generation(row),
                        new Head(row.getLong("head"), row.getInt("life")),
                        Optional.ofNullable(row.getObject("waiting_since", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        failing,
                        building(row, failingNext)))
                .single();
    }

    private static Optional<Building> building(ResultSet row, boolean failing) throws SQLException {
        int number = row.getInt("next");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Building(
                        number,
                        row.getLong("next_position"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getLong("rate"),
                        failing));
    }

    private Optional<Generation> held(String hold) {
        return sql(hold).query((row, _) -> generation(row)).optional();
    }

    private static Generation generation(ResultSet row) throws SQLException {
        return new Generation(row.getInt("generation"), row.getLong("position"), row.getInt("incarnation"));
    }

    private StatementSpec sql(String text) {
        return database.pool().jdbc().sql(text).param("name", view);
    }
}
