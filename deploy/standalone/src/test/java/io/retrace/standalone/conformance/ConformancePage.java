package io.retrace.standalone.conformance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code docs/conformance.md}. */
final class ConformancePage {

    private static final String HEAD = """
            # Conformance

            Made by `make docs`; do not edit. The rows are what Ory Kratos' own tests expect of recovery, in our words, and (Y) what else a client depends on. *B* is a browser, *S* a single-page app, *N* a native
            client, *O* an operator, *-* none of them. A row holds when a test of the repository bears its tag (`@Tag("row-060")`), or when a recorded transcript (`folder/file`) that passes shows it. The others
            say why not: *later* with what brings it, *difference* by its name in [differences](differences-from-kratos.md), *newer* what only versions after v26.2.0 do. `make test` runs all of them, and fails
            when a row is not accounted for or this page is stale. The tables are in `deploy/standalone/src/test/resources/conformance`.
            """;

    private ConformancePage() {}

    static String text(List<Row> rows, Conformance conformance) {
        var sections = rows.stream().collect(groupingBy(Row::section, LinkedHashMap::new, toList()));
        var page = new StringBuilder(HEAD);
        page.append("\n%d of %d rows hold.\n\n| section | rows | hold |\n|---|---|---|\n"
                .formatted(holding(rows, conformance), rows.size()));
        sections.forEach((section, those) -> page.append("| %s %s | %d | %d |\n"
                .formatted(section.letter(), section.title(), those.size(), holding(those, conformance))));
        sections.forEach((section, those) -> page.append(
                        "\n## %s. %s\n\n| row | clients | expected | result | held by |\n|---|---|---|---|---|\n"
                                .formatted(section.letter(), section.title()))
                .append(those.stream().map(row -> line(row, conformance)).collect(joining())));
        return page.toString();
    }

    private static long holding(List<Row> rows, Conformance conformance) {
        return rows.stream()
                .filter(row -> conformance.held().containsKey(row.number()))
                .count();
    }

    private static String line(Row row, Conformance conformance) {
        SortedSet<String> tests = conformance.held().getOrDefault(row.number(), new TreeSet<>());
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.number(),
                        row.clients(),
                        row.topic(),
                        conformance.result(row),
                        tests.stream().map(test -> "`" + test + "`").collect(joining(", ")));
    }
}
