package io.retrace.model.event;

import java.util.Optional;

/**
 * The request that began it all, handed down to the flows that follow from it: they lead to where that one was to lead.
 *
 * @param stream the stream that the URL is closed in
 * @param requestUrl its URL, closed
 * @param shortcut what it asked to leave out on the way there
 */
public record Beginning(String stream, Sealed requestUrl, Optional<Shortcut> shortcut) {

    /** What a client may leave out. */
    public enum Shortcut {
        /** A recovered account leads to no settings. */
        SKIP_SETTINGS
    }

    /** One that leaves nothing out. */
    public Beginning(String stream, Sealed requestUrl) {
        this(stream, requestUrl, Optional.empty());
    }

    /** Whether it began a recovery; else somebody who is signed in began with settings. */
    public boolean beganRecovery() {
        return stream.startsWith("recovery-");
    }
}
