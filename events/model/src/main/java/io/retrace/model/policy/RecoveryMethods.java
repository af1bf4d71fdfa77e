package io.retrace.model.policy;

import java.time.Duration;
import java.util.List;

/**
 * By which methods accounts are recovered.
 *
 * @param use the method that a new flow offers
 * @param enabled the methods that work
 * @param linkLifetime how long a link works, end exclusive; 1 s to 24 h
 */
public record RecoveryMethods(RecoveryMethod use, List<RecoveryMethod> enabled, Duration linkLifetime) {

    /** The peer's defaults; also what held before there were links. */
    public static final RecoveryMethods CODE_ONLY =
            new RecoveryMethods(RecoveryMethod.CODE, List.of(RecoveryMethod.CODE), Duration.ofHours(1));

    public RecoveryMethods {
        enabled = List.copyOf(enabled);
        Policy.between("linkLifetime", linkLifetime, Duration.ofSeconds(1), Duration.ofHours(24));
    }

    /** What a flow offers that takes the place of one that offered this (spec section 8.2). */
    public RecoveryMethod after(RecoveryMethod before) {
        return enabled.contains(before) ? before : use;
    }
}
