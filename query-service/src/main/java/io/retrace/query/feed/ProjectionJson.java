package io.retrace.query.feed;

import io.retrace.query.feed.ProjectionStatus.Building;
import io.retrace.wire.http.WireJson;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** How a view is, as an operator reads it. */
final class ProjectionJson {

    private ProjectionJson() {}

    static ObjectNode of(ProjectionStatus status) {
        var json = WireJson.mapper()
                .createObjectNode()
                .put("name", status.name())
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("generation", status.serving().number())
                .put("position", status.serving().position())
                .put("head", status.head().position())
                .put("lag", status.lag());
        status.waitingSince().ifPresent(since -> json.put("waiting_since", since.toString()));
        status.building()
                .ifPresent(building ->
                        json.set("rebuild", of(building, status.head().position())));
        return json;
    }

    private static ObjectNode of(Building building, long head) {
        var json = WireJson.mapper()
                .createObjectNode()
                .put("generation", building.number())
                .put("state", building.failing() ? "failing" : "building")
                .put("position", building.position())
                .put("percent", head == 0 ? 100 : building.position() * 100 / head)
                .put("since", building.since().toString())
                .put("events_per_second", building.rate());
        if (building.rate() > 0) {
            json.put("seconds_left", Math.max(0, head - building.position()) / building.rate());
        }
        return json;
    }
}
