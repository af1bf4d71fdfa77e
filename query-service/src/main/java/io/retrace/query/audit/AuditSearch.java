package io.retrace.query.audit;

import io.retrace.model.policy.Policy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches the audit trail, page by page. */
final class AuditSearch {

    private static final int WALK_PAGE = 500;

    private final SearchTable table;
    private final Cursors cursors;
    private final Policies policies;
    private final Clock clock;

    AuditSearch(SearchTable table, Cursors cursors, Policies policies, Clock clock) {
        this.table = table;
        this.cursors = cursors;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param policies of its events, by their hashes
     * @param next the cursor of the page behind it; empty on the last one
     * @param reflects the position of the log up to which was searched
     */
    record Page(List<Found> events, Map<String, Policy> policies, Optional<String> next, long reflects) {}

    Page page(AuditQuery query) {
        long reflects = table.reflects();
        var span = query.cursor()
                .map(cursor -> cursors.read(cursor, query.bound())
                        .orElseThrow(() -> new MalformedSearch("the cursor is not one of this search")))
                .orElseGet(() -> table.span(query.range(), reflects, clock.instant()));
        var found = table.page(query.filter(), span, query.newestFirst(), query.limit() + 1);
        boolean isLast = found.size() <= query.limit();
        var events = isLast ? found : found.subList(0, query.limit());
        var next = isLast
                ? Optional.<String>empty()
                : Optional.of(cursors.of(span.beyond(events.getLast().position(), query.newestFirst()), query.bound()));
        return new Page(events, policies.of(events), next, reflects);
    }

    /** How the newest events that are found divide up. */
    Facets facets(AuditFilter filter, Range range) {
        return table.facets(filter, table.span(range, table.reflects(), clock.instant()));
    }

    /** Which life of the log it is. */
    int incarnation() {
        return table.incarnation();
    }

    /**
     * Goes through all that is found, oldest first, as far as the view knows the log now.
     *
     * @param seen the position that it goes on after
     */
    Walk walk(AuditFilter filter, Range range, long seen) {
        var span = table.span(range, table.reflects(), clock.instant());
        return new Walk(filter, span.beyond(seen, false));
    }

    /** A way through what is found, page by page. */
    final class Walk {

        private final AuditFilter filter;
        private Span left;

        private Walk(AuditFilter filter, Span left) {
            this.filter = filter;
            this.left = left;
        }

        /** The position behind which it does not go. */
        long end() {
            return left.last();
        }

        /** The next page; empty at the end, and from then on. */
        Page next() {
            var events = left.isEmpty() ? List.<Found>of() : table.page(filter, left, false, WALK_PAGE);
            left = left.beyond(events.isEmpty() ? left.last() : events.getLast().position(), false);
            return new Page(events, policies.of(events), Optional.empty(), end());
        }
    }
}
