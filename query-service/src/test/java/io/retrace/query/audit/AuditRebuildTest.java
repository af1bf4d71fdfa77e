package io.retrace.query.audit;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.RebuildContract;
import io.retrace.query.feed.ViewDatabase;

class AuditRebuildTest extends RebuildContract {

    @Override
    protected Projection projection(QuerySide side) {
        return new AuditProjection(new ViewDatabase(side.database().pool()), side);
    }
}
