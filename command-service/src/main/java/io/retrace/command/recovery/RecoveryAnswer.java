package io.retrace.command.recovery;

import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import java.util.Optional;

/**
 * What a recovery answers a command.
 *
 * @param document the flow after the command; empty when there is no such flow
 */
record RecoveryAnswer(Reply reply, Optional<RecoveryDocument> document) {

    /** The reply of whichever command it was. */
    sealed interface Reply {}

    record Initiated(InitiateRecovery.Reply reply) implements Reply {}

    record EmailSubmitted(SubmitEmail.Reply reply) implements Reply {}

    record CodeSubmitted(SubmitCode.Reply reply) implements Reply {}

    record LinkFollowed(RedeemLink.Reply reply) implements Reply {}

    record Refused(RefuseRecovery.Reply reply) implements Reply {}
}
