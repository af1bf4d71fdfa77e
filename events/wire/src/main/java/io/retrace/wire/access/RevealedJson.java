package io.retrace.wire.access;

import io.retrace.model.event.Sealed;
import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.WireJson;
import tools.jackson.databind.JsonNode;

/** The data of an event with what is closed in it opened. */
public final class RevealedJson {

    private static final String URL = "request_url";

    private final Opener opener;

    public RevealedJson(Opener opener) {
        this.opener = opener;
    }

    /**
     * The same with a text for each {@code {"subject":…,"text":…}}.
     *
     * @param stream that of the event
     */
    public JsonNode of(JsonNode data, String stream) {
        if (isClosed(data)) {
            return WireJson.mapper().getNodeFactory().stringNode(text(data, stream));
        }
        if (data.isArray()) {
            var items = WireJson.mapper().createArrayNode();
            data.forEach(item -> items.add(of(item, stream)));
            return items;
        }
        if (!data.isObject()) {
            return data;
        }
        var object = WireJson.mapper().createObjectNode();
        data.properties()
                .forEach(member ->
                        object.set(member.getKey(), of(member.getValue(), place(member.getKey(), data, stream))));
        return object;
    }

    /** A URL may be handed down from the flow that it all began with, and is closed for that one's stream. */
    private static String place(String name, JsonNode data, String stream) {
        if (!name.equals(URL)) {
            return stream;
        }
        var beginning = data.path("beginning");
        if (beginning.path(URL).equals(data.get(URL))) {
            return beginning.path("stream").asString(stream);
        }
        return data.path("stream").asString(stream);
    }

    private static boolean isClosed(JsonNode node) {
        return node.isObject()
                && node.size() == 2
                && node.path("subject").isString()
                && node.path("text").isString();
    }

    private String text(JsonNode closed, String stream) {
        return opener.open(
                new Sealed(
                        closed.path("subject").asString(), closed.path("text").asString()),
                stream);
    }
}
