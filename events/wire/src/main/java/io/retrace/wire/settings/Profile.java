package io.retrace.wire.settings;

import io.retrace.model.policy.Policy;
import java.util.Locale;

/** A set of limits by the name of what it follows; each can be configured all the same, within what that allows. */
public enum Profile {
    /** As near to the peer as safety allows. */
    KRATOS,
    /** OWASP ASVS 5.0, level 2. A code that works longer or a password that is shorter than it allows stops the start. */
    ASVS_L2;

    /** Its limits, as far as nobody configures others. */
    Policy policy() {
        return switch (this) {
            case KRATOS -> Policy.kratos();
            case ASVS_L2 -> Policy.asvsL2();
        };
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
