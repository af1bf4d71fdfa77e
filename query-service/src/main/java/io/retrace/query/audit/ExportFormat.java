package io.retrace.query.audit;

import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Map;

/** How events leave in bulk. */
interface ExportFormat {

    /** With its parameters, as it stands in a header. */
    String mediaType();

    /** What a file of it ends with. */
    String ending();

    /** What stands before the first event. */
    String head();

    /**
     * Events, a line each.
     *
     * @param policies by their hashes, as far as they are known
     */
    String lines(List<Found> events, Map<String, Policy> policies);
}
