package io.retrace.standalone.pages;

import org.jspecify.annotations.Nullable;

/**
 * A text to show.
 *
 * @param lang its language, where that is not the page's
 */
record Phrase(String text, @Nullable String lang) {

    static Phrase ours(String text) {
        return new Phrase(text, null);
    }
}
