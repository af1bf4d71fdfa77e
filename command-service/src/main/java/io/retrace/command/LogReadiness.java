package io.retrace.command;

import io.retrace.log.EventDatabase;
import io.retrace.wire.http.Readiness;
import org.springframework.dao.DataAccessException;

/** Ready only while an append can commit: the head can be locked on a database that takes writes. */
record LogReadiness(EventDatabase database) implements Readiness {

    private static final String CAN_WRITE =
            "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'"
                    + " and exists (select 1 from log.event_head where id = 1)";

    @Override
    public String part() {
        return "database";
    }

    @Override
    public boolean isReady() {
        try {
            return database.pool().jdbc().sql(CAN_WRITE).query(Boolean.class).single();
        } catch (DataAccessException _) {
            return false;
        }
    }
}
