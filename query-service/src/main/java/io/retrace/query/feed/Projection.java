package io.retrace.query.feed;

import io.retrace.model.event.EventEnvelope;
import java.util.List;

/**
 * A view of the log. A row is written by events of one stream only, so that the same table comes of any batch size and
 * any interruption (design section 6).
 */
public interface Projection {

    /** What the view is called, in progress and metrics. */
    String name();

    /** Writes what follows from a batch of events, in order; runs inside the transaction that also moves the progress. */
    void apply(List<EventEnvelope> batch);
}
