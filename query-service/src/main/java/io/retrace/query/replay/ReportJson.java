package io.retrace.query.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Group;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import io.retrace.wire.http.WireJson;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as it is kept and shown: the names of its records, in snake case. */
final class ReportJson {

    private static final JsonMapper mapper = WireJson.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportJson() {}

    static JsonNode of(Report report) {
        return mapper.valueToTree(report);
    }

    static JsonNode of(Group group) {
        return mapper.valueToTree(group);
    }

    static JsonNode of(List<Stopped> recoveries) {
        return mapper.valueToTree(recoveries);
    }

    static Report read(JsonNode kept) {
        return kept.has("suspects")
                ? mapper.treeToValue(kept, Otherwise.class)
                : mapper.treeToValue(kept, AsRecorded.class);
    }
}
