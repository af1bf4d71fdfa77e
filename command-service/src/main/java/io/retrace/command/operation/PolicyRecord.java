package io.retrace.command.operation;

import io.retrace.log.OperationLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.policy.Policy;
import java.time.Instant;

/** Puts the policy on record before a node first uses it (design section 3). */
public final class PolicyRecord {

    private PolicyRecord() {}

    /** Appends {@link PolicyChanged} unless this policy was the last one put on record. */
    public static void ensure(OperationLog operations, EventCodec codec, Policy policy, Instant at) {
        var hash = codec.hash(policy);
        operations.ensure(
                new PolicyChanged(hash, policy, at), () -> operations.policy().equals(hash));
    }
}
