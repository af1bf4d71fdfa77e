package io.retrace.query.feed;

import io.retrace.log.Migration;
import io.retrace.log.Pool;

/** The schema {@code view} beside the log, as the role of this service sees it. */
public record ViewDatabase(Pool pool) {

    public static final Migration MIGRATION = new Migration("view", "db/view", "query-service");
}
