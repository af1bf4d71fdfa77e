package io.retrace.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** History is told alike everywhere: a report depends on nothing but the log, the range and the policy. */
class ToldElsewhereTest {

    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();

    static List<Path> histories() throws IOException {
        return CorpusTest.histories();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void a_report_is_the_same_to_the_letter_in_another_country_and_a_second_time(Path history) throws IOException {
        var events = CorpusTest.events(history);
        var here = reports(events);

        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(reports(events)).isEqualTo(here);
        } finally {
            TimeZone.setDefault(ZONE);
            Locale.setDefault(LOCALE);
        }
        assertThat(here).doesNotHaveDuplicates();
    }

    private static List<String> reports(List<EventEnvelope> events) {
        var streams = events.stream().collect(Collectors.groupingBy(EventEnvelope::stream));
        var reports = new ArrayList<String>();
        var replay = new Replay(Map.of(), stream -> streams.getOrDefault(stream, List.of()), Tally.SAMPLES_MAX);
        events.forEach(replay::add);
        replay.end();
        reports.add(ReportJson.of(replay.report()).toString());
        for (var policy : List.of(Policy.kratos(), Policy.asvsL2())) {
            var tally = new Tally(suspects(events));
            var whatIf = new WhatIf(policy, stream -> streams.getOrDefault(stream, List.of()), tally);
            events.forEach(envelope -> whatIf.add(envelope, Optional.of(new BudgetKey("network-here"))));
            whatIf.end();
            reports.add(ReportJson.of(tally.report()).toString());
        }
        return reports;
    }

    /** Every tenth flow. */
    private static Set<String> suspects(List<EventEnvelope> events) {
        var flows = events.stream()
                .map(EventEnvelope::stream)
                .filter(stream -> stream.startsWith("recovery-"))
                .distinct()
                .toList();
        return flows.stream().filter(flow -> flows.indexOf(flow) % 10 == 0).collect(Collectors.toSet());
    }
}
