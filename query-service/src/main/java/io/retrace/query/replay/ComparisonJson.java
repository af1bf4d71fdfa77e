package io.retrace.query.replay;

import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import io.retrace.wire.http.WireJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two reports beside each other, as their endpoint shows them. */
final class ComparisonJson {

    private ComparisonJson() {}

    static ObjectNode of(Comparison comparison) {
        var json = WireJson.mapper().createObjectNode();
        json.set("a", of(comparison.a(), comparison.ofA()));
        json.set("b", of(comparison.b(), comparison.ofB()));
        var unlike = json.putArray("unlike");
        comparison.unlike().forEach(unlike::add);
        var stopped = json.putObject("stopped");
        stopped.put("complete", comparison.complete());
        comparison.upTo().ifPresent(position -> stopped.put("up_to", position));
        stopped.set("only_a", stopped(comparison.onlyA()));
        stopped.set("only_b", stopped(comparison.onlyB()));
        stopped.set("both", stopped(comparison.both()));
        return json;
    }

    private static ObjectNode of(Run run, Otherwise report) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", run.id().toString()).put("from", run.from()).put("to", run.to());
        json.set("policy", run.request().path("policy"));
        json.put("decisions", report.decisions())
                .put("changed", report.changed())
                .put("unreachable", report.unreachable());
        json.set("suspects", ReportJson.of(report.suspects()));
        json.set("others", ReportJson.of(report.others()));
        return json;
    }

    private static JsonNode stopped(List<Stopped> recoveries) {
        return ReportJson.of(recoveries);
    }
}
