package io.retrace.query.replay;

import io.retrace.model.budget.Allowance;
import io.retrace.model.deciding.Decision;
import java.util.function.Function;

/** What whoever asked may spend when a recorded request is decided again. */
interface Allowances {

    /** The decision, taken with what is left for who asked. */
    Decision<?> decide(RecordedAppend append, Function<Allowance, Decision<?>> decision);

    /** As the log says that it was. */
    static Allowances recorded() {
        return (append, decision) -> decision.apply(RecordedFacts.allowance(append.events()));
    }
}
