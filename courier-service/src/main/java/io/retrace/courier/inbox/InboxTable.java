package io.retrace.courier.inbox;

import io.retrace.courier.CourierDatabase;
import io.retrace.model.event.LetterId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Which events have been taken. */
final class InboxTable {

    private static final String ADD = """
            insert into courier.inbox (event_id, taken_at) values (:id, :takenAt)
            on conflict (event_id) do nothing""";
    private static final String FORGET = "delete from courier.inbox where taken_at < :before";

    private final CourierDatabase database;

    InboxTable(CourierDatabase database) {
        this.database = database;
    }

    /** Whether the event is new; it no longer is once the caller's transaction commits. */
    boolean firstSightOf(LetterId id, Instant now) {
        return database.pool()
                        .jdbc()
                        .sql(ADD)
                        .param("id", id.value())
                        .param("takenAt", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Forgets what was taken before; it must not come again. */
    void forgetTakenBefore(Instant before) {
        database.pool()
                .jdbc()
                .sql(FORGET)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .update();
    }
}
