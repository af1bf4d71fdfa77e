package io.retrace.command.recovery;

import io.retrace.model.event.FlowType;
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

    /**
     * Whether clients of such flows get {@code continue_with}. Left open, native ones do, who would never get their
     * session without; browsers do not (ADR-0013).
     */
    boolean continueWith(FlowType type) {
        return switch (transitions) {
            case TRUE -> true;
            case FALSE -> false;
            case AUTO -> type == FlowType.API;
        };
    }
}
