package io.retrace.bench;

import java.util.List;
import java.util.function.Function;

/** The table: Markdown that is also a pleasure to read on a terminal. */
final class Report {

    private static final List<Column> COLUMNS = List.of(
            new Column("part", false, Figure::part),
            new Column("figure", false, Figure::name),
            new Column("value", true, Figure::text),
            new Column("aim", true, Figure::aimText),
            new Column("met", false, Figure::met));

    private Report() {}

    private record Column(String title, boolean right, Function<Figure, String> cell) {

        int width(List<Figure> figures) {
            return figures.stream()
                    .mapToInt(figure -> cell.apply(figure).length())
                    .reduce(title.length(), Math::max);
        }

        String padded(String text, int width) {
            var blanks = " ".repeat(width - text.length());
            return right ? blanks + text : text + blanks;
        }

        String rule(int width) {
            return right ? "-".repeat(width - 1) + ":" : "-".repeat(width);
        }
    }

    /**
     * The whole report.
     *
     * @param head where and how it was measured, a line each
     */
    static String markdown(List<String> head, List<Figure> figures) {
        var text = new StringBuilder();
        head.forEach(line -> text.append("* ").append(line).append('\n'));
        text.append('\n');
        row(text, figures, (column, width) -> column.padded(column.title(), width));
        row(text, figures, Column::rule);
        figures.forEach(figure -> row(
                text, figures, (column, width) -> column.padded(column.cell().apply(figure), width)));
        return text.toString();
    }

    @FunctionalInterface
    private interface Cell {

        String text(Column column, int width);
    }

    private static void row(StringBuilder text, List<Figure> figures, Cell cell) {
        for (var column : COLUMNS) {
            text.append("| ").append(cell.text(column, column.width(figures))).append(' ');
        }
        text.append("|\n");
    }
}
