package io.retrace.command.recovery;

import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.SecretMac;
import io.retrace.model.recovery.Flow;
import io.retrace.model.recovery.RefuseRecovery;
import java.util.List;
import java.util.Optional;

/**
 * What was submitted to a flow, with what its client showed: whether that client may go on with it, only the flow knows.
 *
 * @param command a {@link io.retrace.model.recovery.SubmitEmail}, {@link CodeSubmission} or {@link RefuseRecovery}
 * @param ifNative the refusal should the flow be native, where a browser asks
 * @param cookie MACs of the browser's cookie, one for each live key
 * @param showsToken whether a token came with it that fits
 * @param ifForged the refusal should the flow be that of another browser
 * @param ifLink the refusal should the flow offer links, where none is asked for
 */
record Submission(
        Object command,
        Optional<RefuseRecovery> ifNative,
        List<SecretMac> cookie,
        boolean showsToken,
        RefuseRecovery ifForged,
        Optional<RefuseRecovery> ifLink) {

    Submission {
        cookie = List.copyOf(cookie);
    }

    /** Why the flow does not go on with it: each does with its own client only, a native one with no browser. */
    Optional<RefuseRecovery> refusal(Flow flow) {
        return switch (flow.method()) {
            case CODE -> stranger(flow, showsToken);
            case LINK ->
                signedIn().or(() -> stranger(flow, showsToken || refusesLink())).or(() -> ifLink);
        };
    }

    private Optional<RefuseRecovery> stranger(Flow flow, boolean trustsCookie) {
        return switch (flow.type()) {
            case BROWSER -> trustsCookie && flow.isOf(cookie) ? Optional.empty() : Optional.of(ifForged);
            case API -> ifNative;
        };
    }

    /** Who is signed in needs no link, whoever it is; nothing of the flow is shown. */
    private Optional<RefuseRecovery> signedIn() {
        return refusalOfLink().filter(refusal -> refusal.reason() == Refusal.SESSION_PRESENT);
    }

    /** What has no effect needs no token (spec section 6.2): the cookie says whom the flow may tell why. */
    private boolean refusesLink() {
        return refusalOfLink().isPresent();
    }

    private Optional<RefuseRecovery> refusalOfLink() {
        return ifLink.or(() -> switch (command) {
            case RefuseRecovery refusal -> Optional.of(refusal);
            case CodeSubmission code -> Optional.of(code.otherwise());
            default -> Optional.empty();
        });
    }
}
