package io.retrace.command.recovery;

import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.settings.RetraceSettings.Transitions;

/**
 * What is switched on.
 *
 * @param enabled whether a flow may be opened
 * @param codeEnabled whether codes are sent and judged
 * @param transitions how answers hand over what comes next
 */
record RecoverySwitches(boolean enabled, boolean codeEnabled, Transitions transitions) {

    static RecoverySwitches of(RetraceSettings settings) {
        var selfservice = settings.selfservice();
        return new RecoverySwitches(
                selfservice.flows().recovery().enabled(),
                selfservice.methods().code().enabled(),
                settings.featureFlags().useContinueWithTransitions());
    }

    /** Whether native clients get {@code continue_with}: with it off they would never get their session. */
    boolean continueWithForNative() {
        return transitions != Transitions.FALSE;
    }
}
