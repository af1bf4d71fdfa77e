package io.retrace.query.console.search;

/**
 * Something that can be clicked: a filter that goes, a range, a value that narrows.
 *
 * @param count how many events it would leave; 0 where that is not known
 * @param share of all that were counted, in percent
 */
record Chip(String label, String value, String url, long count, int share, boolean here) {

    static Chip of(String label, String value, String url, boolean here) {
        return new Chip(label, value, url, 0, 0, here);
    }
}
