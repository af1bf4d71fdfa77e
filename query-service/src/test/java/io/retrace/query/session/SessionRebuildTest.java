package io.retrace.query.session;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.RebuildContract;
import io.retrace.query.feed.ViewDatabase;

class SessionRebuildTest extends RebuildContract {

    @Override
    protected Projection projection(QuerySide side) {
        return new SessionProjection(
                new SessionTable(new ViewDatabase(side.database().pool()), side.codec()));
    }
}
