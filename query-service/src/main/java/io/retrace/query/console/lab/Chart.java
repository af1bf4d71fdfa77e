package io.retrace.query.console.lab;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts over time, as bars and as a table.
 *
 * @param says what there is to see, in a sentence
 * @param stacked whether the series are parts of one whole
 * @param labels of the bars, in their order
 */
record Chart(String id, String title, String says, boolean stacked, List<String> labels, List<Series> series) {

    Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    /**
     * One colour.
     *
     * @param colour its name in the style sheet
     */
    record Series(String label, String colour, List<Long> values) {
        Series {
            values = List.copyOf(values);
        }

        public long total() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A row of the table. */
    record Row(String label, List<Long> values) {}

    /** Bar by bar. */
    public List<Row> rows() {
        return IntStream.range(0, labels.size())
                .mapToObj(bar -> new Row(
                        labels.get(bar),
                        series.stream().map(one -> one.values().get(bar)).toList()))
                .toList();
    }

    public boolean isEmpty() {
        return series.stream().allMatch(one -> one.total() == 0);
    }
}
