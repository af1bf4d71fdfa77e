package io.retrace.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.tidy.GeneratedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConformanceDocumentsTest {

    private static final Row.Section SECTION = new Row.Section("E", "Codes");
    private static final List<Row> TWO =
            List.of(new Row("060", SECTION, "B", "a letter"), new Row("061", SECTION, "B", "the right code"));

    private final List<Row> rows = Row.all();
    private final Conformance conformance = Conformance.read();

    @Test
    void every_row_is_held_or_it_is_said_why_not() {
        assertThat(rows).hasSizeGreaterThan(290);
        assertThat(conformance.faults(rows)).isEmpty();
    }

    @Test
    void a_transcript_that_holds_rows_is_there() {
        assertThat(Conformance.transcripts())
                .allSatisfy(name -> assertThat(getClass().getResource("/transcripts/" + name + ".json"))
                        .as(name)
                        .isNotNull());
    }

    @Test
    void the_page_says_what_holds() {
        GeneratedFile.requireCurrent(Path.of("../../docs/conformance.md"), ConformancePage.text(rows, conformance));
    }

    @Test
    void a_row_that_nobody_accounts_for_is_noticed_and_so_is_a_reason_too_many() {
        var held = new TreeSet<>(List.of("CodeTest.works"));

        assertThat(new Conformance(Map.of("060", held), Map.of(), Map.of()).faults(TWO))
                .containsExactly("row 061 is neither held nor on reasons.txt");
        assertThat(new Conformance(Map.of("060", held, "061", held), Map.of("060", "later: links"), Map.of())
                        .faults(TWO))
                .containsExactly("row 060 is held, or none: take it off reasons.txt");
        assertThat(new Conformance(Map.of("060", held, "061", held, "999", held), Map.of(), Map.of()).faults(TWO))
                .containsExactly("there is no row 999, which is said to be held by [CodeTest.works]");
        assertThat(new Conformance(Map.of("060", held, "061", held), Map.of(), Map.of("E", "later: codes")).faults(TWO))
                .containsExactly("section E needs no reason any more");
    }
}
