package io.retrace.standalone.pages;

import java.util.Locale;

/** The flows that have a page. */
enum Flow {
    RECOVERY,
    SETTINGS;

    /** Its name in paths and in the keys of texts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
