package io.retrace.query.identity;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.RebuildContract;
import io.retrace.query.feed.ViewDatabase;

class IdentityRebuildTest extends RebuildContract {

    @Override
    protected Projection projection(QuerySide side) {
        return new IdentityProjection(
                new IdentityTable(new ViewDatabase(side.database().pool()), side.codec()));
    }
}
