package io.retrace.command.recovery;

import io.retrace.model.event.SecretMac;
import io.retrace.model.recovery.RefuseRecovery;
import java.util.List;
import java.util.Optional;

/**
 * What was submitted to a flow, with what its client showed: whether that client may go on with it, only the flow knows.
 *
 * @param command a {@link io.retrace.model.recovery.SubmitEmail}, {@link CodeSubmission} or {@link RefuseRecovery}
 * @param ifNative the refusal should the flow be native, where a browser asks
 * @param browser MACs of the cookie that came with a fitting token, one for each live key; none without
 * @param ifForged the refusal should the flow be that of another browser
 */
record Submission(Object command, Optional<RefuseRecovery> ifNative, List<SecretMac> browser, RefuseRecovery ifForged) {

    Submission {
        browser = List.copyOf(browser);
    }
}
