package io.retrace.command.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.Substitute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A submit without an address, on its way to the flow: a code, unless the flow still waits for an address.
 *
 * @param macs of the submitted code, one for each live pepper; the clear code ended at the controller
 * @param otherwise what it means to a flow that waits for an address
 * @param decoy whom to look at where nobody owns the address
 * @param allowance what whoever asks may still spend
 */
record CodeSubmission(
        List<SecretMac> macs,
        Substitute substitute,
        Outcome outcome,
        RefuseRecovery otherwise,
        IdentityId decoy,
        Allowance allowance,
        Instant at) {

    CodeSubmission {
        macs = List.copyOf(macs);
    }

    /** The command, once the flow has said which of its secrets the MACs fit. */
    SubmitCode command(Optional<SecretId> matched) {
        return new SubmitCode(otherwise.recoveryId(), matched, substitute, outcome, allowance, at);
    }
}
