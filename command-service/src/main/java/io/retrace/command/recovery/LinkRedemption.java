package io.retrace.command.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.Substitute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link that somebody follows, on its way to the flow.
 *
 * @param macs of the token, one for each live pepper; the clear token ended at the controller
 * @param otherwise what it means to a flow that offers codes, to which a token is nothing
 * @param allowance what whoever asks may still spend
 */
record LinkRedemption(
        RecoveryId recoveryId,
        List<SecretMac> macs,
        Substitute substitute,
        Outcome outcome,
        Submission otherwise,
        Allowance allowance,
        Instant at) {

    LinkRedemption {
        macs = List.copyOf(macs);
    }

    /** The command, once the flow has said which of its links the MACs fit. */
    RedeemLink command(Optional<SecretId> matched) {
        return new RedeemLink(recoveryId, matched, substitute, outcome, allowance, at);
    }
}
