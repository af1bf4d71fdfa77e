package io.retrace.query.asof;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.RebuildContract;
import io.retrace.query.feed.ViewDatabase;

class AddressRebuildTest extends RebuildContract {

    @Override
    protected Projection projection(QuerySide side) {
        return new AddressProjection(new ViewDatabase(side.database().pool()));
    }
}
