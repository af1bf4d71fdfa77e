package io.retrace.wire.flow;

import io.retrace.model.event.Sealed;

/** Opens what is closed; a controller's business (design section 4). */
@FunctionalInterface
public interface Opener {

    /**
     * The text.
     *
     * @param stream the stream that holds it
     */
    String open(Sealed sealed, String stream);
}
