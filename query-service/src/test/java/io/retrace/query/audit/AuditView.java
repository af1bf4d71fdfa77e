package io.retrace.query.audit;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import org.jspecify.annotations.NullMarked;

/** The audit view, for whoever builds on it. */
@NullMarked
public final class AuditView {

    private AuditView() {}

    /** Its projection. */
    public static Projection projection(QuerySide side) {
        return new AuditProjection(new ViewDatabase(side.database().pool()), side);
    }
}
