package io.retrace.courier.key;

import io.retrace.courier.CourierDatabase;
import io.retrace.log.CourierKeys.Pair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The courier's pairs of keys, one a day, private halves wrapped. */
final class PrivateKeyTable {

    private static final String ADD = """
            insert into courier.private_key (day, id, public_key, wrapped_by, wrapped_key, made_at)
            values (:day, :id, :publicKey, :wrappedBy, :wrappedKey, :madeAt)
            on conflict (day) do nothing""";
    private static final String OF_DAY = """
            select id, public_key, wrapped_by, wrapped_key from courier.private_key where day = :day""";
    private static final String FIND = """
            select id, public_key, wrapped_by, wrapped_key from courier.private_key where id = :id""";
    private static final String DESTROY = "delete from courier.private_key where made_at < :before";
    private static final String DESTROY_ALL = "delete from courier.private_key";

    private final CourierDatabase database;

    PrivateKeyTable(CourierDatabase database) {
        this.database = database;
    }

    /** Adds a day's pair, unless another node was quicker. */
    void add(LocalDate day, Pair pair, Instant madeAt) {
        database.pool()
                .jdbc()
                .sql(ADD)
                .param("day", day)
                .param("id", pair.id())
                .param("publicKey", pair.publicKey())
                .param("wrappedBy", pair.wrappedBy())
                .param("wrappedKey", pair.wrappedKey())
                .param("madeAt", OffsetDateTime.ofInstant(madeAt, ZoneOffset.UTC))
                .update();
    }

    Optional<Pair> ofDay(LocalDate day) {
        return database.pool()
                .jdbc()
                .sql(OF_DAY)
                .param("day", day)
                .query(PrivateKeyTable::pair)
                .optional();
    }

    Optional<Pair> find(String id) {
        return database.pool()
                .jdbc()
                .sql(FIND)
                .param("id", id)
                .query(PrivateKeyTable::pair)
                .optional();
    }

    /** Destroys what was made before; what it opened stays closed from here. */
    int destroyMadeBefore(Instant before) {
        return database.pool()
                .jdbc()
                .sql(DESTROY)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .update();
    }

    /** Destroys all there are. */
    void destroyAll() {
        database.pool().jdbc().sql(DESTROY_ALL).update();
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                row.getString("id"), row.getBytes("public_key"), row.getInt("wrapped_by"), row.getBytes("wrapped_key"));
    }
}
