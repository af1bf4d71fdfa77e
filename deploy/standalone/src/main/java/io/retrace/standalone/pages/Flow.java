package io.retrace.standalone.pages;

import java.util.Locale;

/** The flows that have a page. */
enum Flow {
    RECOVERY("passed_challenge"),
    SETTINGS("success");

    private final String lastState;

    Flow(String lastState) {
        this.lastState = lastState;
    }

    /** The state in which all is done. */
    String lastState() {
        return lastState;
    }

    /** Its name in paths and in the keys of texts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
