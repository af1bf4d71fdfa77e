package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import java.time.Instant;

/** What every command to an open flow brings: what is needed should the flow be unable to go on. */
interface Submitted {

    /** The flow to open in its place. */
    Substitute substitute();

    /** What whoever asks may still spend. */
    Allowance allowance();

    /** When the request arrived; UTC, microseconds. */
    Instant at();
}
