package io.retrace.query.asof;

import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;

/**
 * What limited everybody at a moment.
 *
 * @param since the position that put it in force
 */
public record PolicyInForce(long since, PolicyChanged changed) {

    public Policy policy() {
        return changed.policy();
    }

    public String hash() {
        return changed.hash();
    }
}
