package io.retrace.query.feed;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.util.List;
import java.util.Set;

/**
 * A view of the log. A row is written by events of one stream only, so that the same table comes of any batch size and
 * any interruption (design section 6). It writes to its table and does nothing else: it is run again whenever the view
 * is built anew.
 */
public interface Projection {

    /** What the view is called, in progress and metrics; its table in the schema {@code view} has that name. */
    String name();

    /** What the view is made of; it never sees other events. */
    Set<EventType> types();

    /**
     * Writes what follows from a batch of events, in order; runs inside the transaction that also moves the progress.
     *
     * @param batch never empty
     * @param table where to: that of the generation which is fed
     */
    void apply(List<EventEnvelope> batch, String table);
}
