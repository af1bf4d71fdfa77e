package io.retrace.wire.settings;

import io.retrace.model.budget.Budgets;

/** A set of limits by the name of what it follows; each limit can be configured all the same. */
public enum Profile {
    /** As near to the peer as safety allows. */
    KRATOS,
    /** OWASP ASVS 5.0, level 2. */
    ASVS_L2;

    Budgets budgets() {
        return switch (this) {
            case KRATOS -> Budgets.kratos();
            case ASVS_L2 -> Budgets.asvsL2();
        };
    }
}
