package io.retrace.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.policy.Policy;
import io.retrace.query.replay.Report.Otherwise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where stories take another way. */
class CutTest {

    static List<Path> histories() throws IOException {
        return CorpusTest.histories();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void whoever_is_stopped_was_cut_somewhere(Path history) throws IOException {
        var report = told(CorpusTest.events(history));

        assertThat(report.others().stopped()).isBetween(1L, report.others().cut());
        assertThat(report.stopped())
                .allSatisfy(one -> assertThat(one.cut())
                        .hasValueSatisfying(cut -> assertThat(cut.position()).isLessThanOrEqualTo(one.position())));
    }

    private static Otherwise told(List<EventEnvelope> events) {
        var streams = events.stream().collect(Collectors.groupingBy(EventEnvelope::stream));
        var tally = new Tally(Set.of());
        var whatIf = new WhatIf(Policy.asvsL2(), stream -> streams.getOrDefault(stream, List.of()), tally);
        events.forEach(envelope -> whatIf.add(envelope, Optional.empty()));
        whatIf.end();
        return tally.report();
    }
}
