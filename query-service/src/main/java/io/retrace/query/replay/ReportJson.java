package io.retrace.query.replay;

import io.retrace.query.replay.Tally.Change;
import io.retrace.query.replay.Tally.Cut;
import io.retrace.wire.http.WireJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What came of a run, as it is kept and shown. */
final class ReportJson {

    private ReportJson() {}

    /** With the recorded policies: every difference is a bug. */
    static ObjectNode of(Replay replay) {
        var report = WireJson.mapper().createObjectNode();
        report.put("decisions", replay.decisions())
                .put("changed", replay.different())
                .put("unreachable", replay.unreachable());
        var unknown = report.putArray("unknown_policies");
        replay.unknownPolicies()
                .forEach((hash, times) ->
                        unknown.addObject().put("policy_hash", hash).put("decisions", times));
        var samples = report.putArray("samples");
        for (var difference : replay.differences()) {
            var sample = samples.addObject();
            sample.put("position", difference.position()).put("stream", difference.stream());
            texts(sample, "recorded", difference.recorded());
            texts(sample, "told", difference.again());
        }
        return report;
    }

    /** With another policy. */
    static ObjectNode of(Tally tally) {
        var report = WireJson.mapper().createObjectNode();
        report.put("decisions", tally.decisions())
                .put("changed", tally.changed())
                .put("unreachable", tally.unreachable());
        report.set("suspects", side(tally.ofSuspects()));
        report.set("others", side(tally.ofOthers()));
        var changes = report.putArray("changes");
        tally.changes().entrySet().stream()
                .sorted(Map.Entry.<Change, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(
                                Comparator.comparing(Change::recorded).thenComparing(Change::told))))
                .forEach(change -> changes.add(change(change.getKey()).put("count", change.getValue())));
        var stopped = report.putArray("stopped");
        tally.stopped().forEach(one -> stopped.add(stopped(one)));
        var samples = report.putArray("samples");
        for (var sample : tally.samples()) {
            samples.add(change(sample.change())
                    .put("position", sample.position())
                    .put("stream", sample.stream())
                    .put("at", sample.at().toString()));
        }
        var hours = report.putArray("hours");
        tally.hours().forEach((hour, side) -> hours.add(side(side).put("hour", hour.toString())));
        return report;
    }

    private static ObjectNode stopped(Tally.Stopped one) {
        var json = WireJson.mapper().createObjectNode();
        json.put("flow", one.flow())
                .put("identity", one.identity())
                .put("position", one.position())
                .put("at", one.at().toString())
                .put("suspect", one.suspect());
        one.cut().ifPresent(cut -> json.set("cut", cut(cut)));
        return json;
    }

    private static ObjectNode cut(Cut cut) {
        return change(cut.change())
                .put("position", cut.position())
                .put("at", cut.at().toString());
    }

    private static ObjectNode change(Change change) {
        return WireJson.mapper()
                .createObjectNode()
                .put("recorded", change.recorded())
                .put("told", change.told());
    }

    private static ObjectNode side(Side side) {
        var json = WireJson.mapper().createObjectNode();
        json.set("recorded", counts(side.recorded()));
        json.set("told", counts(side.told()));
        json.put("stopped", side.stopped());
        side.firstCut().ifPresent(at -> json.put("first_cut", at.toString()));
        return json;
    }

    private static ObjectNode counts(Side.Counts counts) {
        return WireJson.mapper()
                .createObjectNode()
                .put("judged", counts.judged())
                .put("letters", counts.letters())
                .put("throttled", counts.throttled())
                .put("completed", counts.completed());
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        var array = json.putArray(name);
        texts.forEach(array::add);
    }
}
