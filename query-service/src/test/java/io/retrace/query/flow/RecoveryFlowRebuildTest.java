package io.retrace.query.flow;

import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.RebuildContract;
import io.retrace.query.feed.ViewDatabase;

class RecoveryFlowRebuildTest extends RebuildContract {

    @Override
    protected Projection projection(QuerySide side) {
        var flows = new FlowConfiguration();
        var table = flows.recoveryFlows(new ViewDatabase(side.database().pool()), side);
        return flows.recoveryFlowProjection(table, side);
    }
}
