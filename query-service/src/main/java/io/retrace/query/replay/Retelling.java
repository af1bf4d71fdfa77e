package io.retrace.query.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.deciding.Decision;
import io.retrace.model.policy.Policy;
import java.util.function.Function;

/**
 * History told again, up to the request that is decided now.
 *
 * @param recorded what had happened until then
 * @param told what has happened until then in this telling; the same where it is told as it was
 * @param policy what is decided by
 * @param allowances what may be spent
 */
record Retelling(Lifecycles recorded, Lifecycles told, Policy policy, Allowances allowances) {

    /** Decides with what is left for whoever asked. */
    Decision<?> decide(RecordedAppend append, Function<Allowance, Decision<?>> decision) {
        return allowances.decide(append, decision);
    }
}
