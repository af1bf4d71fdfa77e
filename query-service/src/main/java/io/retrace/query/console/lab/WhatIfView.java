package io.retrace.query.console.lab;

import io.retrace.query.console.Links;
import io.retrace.query.console.Times;
import io.retrace.query.replay.Report.Change;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Sample;
import io.retrace.query.replay.Report.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of another policy, as pages show it.
 *
 * @param networks that requests came from, by position
 */
record WhatIfView(Otherwise report, Links links, Map<Long, String> networks) {

    static final int SAMPLES_SHOWN = 12;

    private static final int SHORT_ID = 8;

    public List<Figure> figures() {
        return Figures.of(report);
    }

    public List<Chart> charts() {
        return Charts.of(report);
    }

    public boolean namesAttack() {
        return Finding.namesAttack(report);
    }

    /** Recoveries of the attack that would not have been. */
    public List<Row> attackers() {
        return rows(true);
    }

    /** Recoveries of everybody else that would not have been. */
    public List<Row> honest() {
        return rows(false);
    }

    /** How many are stopped besides those that are named. */
    public long unnamed() {
        return report.suspects().stopped()
                + report.others().stopped()
                - report.stopped().size();
    }

    private List<Row> rows(boolean suspect) {
        return report.stopped().stream()
                .filter(one -> one.suspect() == suspect)
                .map(one -> new Row(one, links, Optional.ofNullable(networks.get(one.position()))))
                .toList();
    }

    public List<ChangeRow> changes() {
        return report.changes().stream().map(ChangeRow::new).toList();
    }

    public List<SampleRow> samples() {
        return report.samples().stream()
                .limit(SAMPLES_SHOWN)
                .map(sample -> new SampleRow(sample, links))
                .toList();
    }

    /** What became of decisions, and how often. */
    record ChangeRow(Change change) {
        public Verdict recorded() {
            return Verdict.of(change.recorded());
        }

        public Verdict told() {
            return Verdict.of(change.told());
        }

        public String count() {
            return Numbers.of(change.count());
        }
    }

    /** A decision that changes, and where to look at it. */
    record SampleRow(Sample sample, Links links) {
        public Verdict recorded() {
            return Verdict.of(sample.recorded());
        }

        public Verdict told() {
            return Verdict.of(sample.told());
        }

        public Instant at() {
            return sample.at();
        }

        /** Its recovery, step by step; of other decisions the event. */
        public String url() {
            return recovery(sample.stream())
                    .map(id -> links.recovery(id) + "?at=" + sample.position())
                    .orElseGet(() -> links.event(sample.position()));
        }

        public String name() {
            return recovery(sample.stream())
                    .map(id -> "recovery " + id.substring(0, SHORT_ID))
                    .orElseGet(() -> "event " + Numbers.of(sample.position()));
        }

        public String stream() {
            return sample.stream();
        }
    }

    /** A recovery that would have been stopped. */
    record Row(Stopped stopped, Links links, Optional<String> network) {

        private static final Verdict OUT_OF_REACH = new Verdict("out of reach from here on", Verdict.Tone.STOPPED);

        public String flow() {
            return recovery(stopped.flow()).orElse(stopped.flow());
        }

        public String shortFlow() {
            return flow().substring(0, SHORT_ID);
        }

        public String shortIdentity() {
            return stopped.identity().substring(0, SHORT_ID);
        }

        public String flowUrl() {
            return links.recovery(flow());
        }

        public String identityUrl() {
            return links.timeline("identity", stopped.identity());
        }

        public Optional<String> networkUrl() {
            return network.map(text -> links.timeline("client", text));
        }

        public Optional<Verdict> cut() {
            return stopped.cut().map(cut -> cut.told().equals("nothing") ? OUT_OF_REACH : Verdict.of(cut.told()));
        }

        /** How long before the account was recovered. */
        public String before() {
            return stopped.cut()
                    .map(cut -> Duration.between(cut.at(), stopped.at()))
                    .map(early -> early.isPositive() ? Times.length(early) + " before" : "at the last step")
                    .orElse("");
        }
    }

    private static Optional<String> recovery(String stream) {
        return stream.startsWith("recovery-") ? Optional.of(stream.substring("recovery-".length())) : Optional.empty();
    }
}
