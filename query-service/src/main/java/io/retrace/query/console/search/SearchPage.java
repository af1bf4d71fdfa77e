package io.retrace.query.console.search;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import java.util.List;
import java.util.Optional;

/**
 * The search page.
 *
 * @param filters that are in force; a click takes one away
 * @param ranges that can be chosen
 * @param facets what narrows further, by the name of the facet
 * @param revealed whether personal data is open on it
 */
record SearchPage(
        Frame frame,
        Asked asked,
        List<Chip> filters,
        List<Chip> ranges,
        Counts counts,
        List<Facet> facets,
        Bars bars,
        List<Entry> entries,
        Optional<String> next,
        boolean revealed) {

    /** What a facet has. */
    record Facet(String title, List<Chip> values) {}

    /**
     * The numbers at its top.
     *
     * @param complete whether there are no more than those that were counted
     */
    record Counts(long all, long failures, long successes, boolean complete) {}

    String number(long number) {
        return "%,d".formatted(number);
    }

    String url() {
        return asked.url(frame.links());
    }

    String narrowed(String name, String value) {
        return asked.with(name, value).url(frame.links());
    }

    /** The search of all times. */
    String everything() {
        return asked.without("from", "to", "cursor").with("range", "all").url(frame.links());
    }

    /** What a field of the form holds. */
    String field(String name) {
        return asked.value(name).orElse("");
    }

    /** Where the events of a bar are. */
    String of(Bars.Bar bar) {
        return asked.without("range", "cursor")
                .with("from", bar.from().toString())
                .with("to", bar.to().toString())
                .url(frame.links());
    }
}
