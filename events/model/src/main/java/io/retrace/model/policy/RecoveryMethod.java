package io.retrace.model.policy;

import java.util.Locale;

/** What a letter hands over. */
public enum RecoveryMethod {
    CODE,
    LINK;

    /** The method with this name on the wire; a code for any other, as flows had it before there were links. */
    public static RecoveryMethod named(String wireName) {
        return LINK.wireName().equals(wireName) ? LINK : CODE;
    }

    /** Its name on the wire, in flows and submits. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
