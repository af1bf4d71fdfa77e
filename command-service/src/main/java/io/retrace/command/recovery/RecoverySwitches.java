package io.retrace.command.recovery;

import io.retrace.model.event.FlowType;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import io.retrace.wire.settings.RetraceSettings;
import io.retrace.wire.settings.RetraceSettings.Transitions;

/**
 * What is switched on.
 *
 * @param enabled whether a flow may be opened
 * @param methods the methods that work
 * @param oneClick whether opening a link redeems it
 * @param transitions how answers hand over what comes next
 */
record RecoverySwitches(boolean enabled, RecoveryMethods methods, boolean oneClick, Transitions transitions) {

    static RecoverySwitches of(RetraceSettings settings, Policy policy) {
        var selfservice = settings.selfservice();
        return new RecoverySwitches(
                selfservice.flows().recovery().enabled(),
                policy.recoverable(),
                selfservice.methods().link().config().oneClick(),
                settings.featureFlags().useContinueWithTransitions());
    }

    /** Whether a method works. */
    boolean isOn(RecoveryMethod method) {
        return methods.enabled().contains(method);
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
