package io.retrace.query.audit;

import java.util.Optional;

/**
 * A search.
 *
 * @param limit how many events a page has at most; 1 to {@value #LIMIT_MAX}
 * @param cursor where the page before ended; empty for the first one
 */
record AuditQuery(AuditFilter filter, Range range, boolean newestFirst, int limit, Optional<String> cursor) {

    static final int LIMIT_MAX = 1_000;
    static final int LIMIT_DEFAULT = 100;

    /** What a cursor holds for: it cannot be used for another search. */
    String bound() {
        return filter + " " + range + " " + newestFirst;
    }
}
