package io.retrace.query.replay;

import io.retrace.wire.http.WireJson;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A run as its endpoint shows it. */
final class RunJson {

    private RunJson() {}

    static ObjectNode of(Run run) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", run.id().toString())
                .put("status", run.status().name().toLowerCase(Locale.ROOT))
                .put("actor", run.actor())
                .put("requested_at", run.requestedAt().toString())
                .put("from", run.from())
                .put("to", run.to())
                .put("position", run.position());
        run.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
        json.set("request", run.request());
        run.report().ifPresent(report -> json.set("report", ReportJson.of(report)));
        return json;
    }
}
