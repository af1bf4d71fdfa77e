package io.retrace.standalone.pages;

import io.retrace.standalone.pages.Element.Button;
import io.retrace.standalone.pages.Element.Field;
import io.retrace.standalone.pages.Element.Link;
import io.retrace.standalone.pages.Element.Words;
import io.retrace.standalone.pages.Form.Hidden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a page of a flow's JSON, whatever nodes it has: a form for each group, and the nodes of the group {@code default} in
 * every one of them.
 */
final class FlowReader {

    private static final String SHARED = "default";
    private static final String PASSWORD = "password";
    private static final String CODE = "code";

    private final Texts texts;
    private final Instant now;

    FlowReader(Texts texts, Instant now) {
        this.texts = texts;
        this.now = now;
    }

    /**
     * The page.
     *
     * @param onward where it leads, once all is done
     */
    FlowPage page(Flow flow, JsonNode json, Frame frame, String onward) {
        var state = flow.key() + "." + json.path("state").asString("");
        boolean done = state.equals(flow.key() + "." + flow.lastState());
        return new FlowPage(
                frame,
                texts.find(state + ".title").orElseGet(() -> texts.get(flow.key() + ".title")),
                texts.find(state + ".intro"),
                messages(json.path("ui")),
                done ? Optional.of(onward) : Optional.empty(),
                done && flow == Flow.RECOVERY ? List.of() : forms(json.path("ui"), !done));
    }

    /** What is said of the flow, and of nodes that nobody fills in. */
    private List<Message> messages(JsonNode ui) {
        var ofNodes = stream(ui.path("nodes"))
                .filter(node -> !isField(node))
                .map(node -> node.path("messages"))
                .flatMap(FlowReader::stream);
        return messages("message", Stream.concat(stream(ui.path("messages")), ofNodes));
    }

    private List<Message> messages(String idPrefix, Stream<JsonNode> messages) {
        var all = new ArrayList<Message>();
        messages.forEach(message -> all.add(new Message(
                idPrefix + "-" + all.size(), message.path("type").asString("info"), texts.of(message, now))));
        return all;
    }

    /** A new password comes first: that is what people are here for. */
    private List<Form> forms(JsonNode ui, boolean wanted) {
        var groups = stream(ui.path("nodes"))
                .map(FlowReader::group)
                .filter(group -> !group.equals(SHARED))
                .distinct()
                .sorted(Comparator.comparing(group -> !group.equals(PASSWORD)))
                .toList();
        var forms = new ArrayList<Form>();
        for (var group : groups) {
            Optional<String> heading = groups.size() > 1 ? texts.find("group." + group) : Optional.empty();
            forms.add(form(ui, group, heading, wanted && forms.isEmpty()));
        }
        return forms;
    }

    private Form form(JsonNode ui, String group, Optional<String> heading, boolean wanted) {
        var hidden = new ArrayList<Hidden>();
        var elements = new ArrayList<Element>();
        stream(ui.path("nodes"))
                .filter(node -> group(node).equals(group) || group(node).equals(SHARED))
                .forEach(node -> {
                    if (type(node).equals("hidden")) {
                        hidden.add(new Hidden(attribute(node, "name"), attribute(node, "value")));
                    } else {
                        elements.add(element(node, wanted && elements.stream().noneMatch(Button.class::isInstance)));
                    }
                });
        return new Form(
                "group-" + group,
                heading,
                ui.path("action").asString(""),
                ui.path("method").asString("POST"),
                hidden,
                elements);
    }

    private Element element(JsonNode node, boolean first) {
        return switch (node.path("type").asString("")) {
            case "a" -> new Link(attribute(node, "href"), texts.of(node.at("/attributes/title"), now));
            case "text" -> new Words(texts.of(node.at("/attributes/text"), now));
            default ->
                switch (type(node)) {
                    case "submit", "button" -> button(node, first);
                    default -> field(node);
                };
        };
    }

    private Button button(JsonNode node, boolean first) {
        var name = attribute(node, "name");
        return new Button(
                name, attribute(node, "value"), label(node), isSet(node, "disabled"), first, !name.equals("method"));
    }

    private Field field(JsonNode node) {
        var name = attribute(node, "name");
        var type = Field.TYPES.contains(type(node)) ? type(node) : "text";
        var checkbox = type.equals("checkbox");
        var length = node.at("/attributes/maxlength").asInt(0);
        return new Field(
                name,
                name,
                type,
                checkbox ? "true" : given(node, "value"),
                label(node),
                isSet(node, "required"),
                isSet(node, "disabled"),
                checkbox && isSet(node, "value"),
                autocomplete(node, type),
                given(node, "pattern"),
                "[0-9]+".equals(given(node, "pattern")) ? "numeric" : null,
                length > 0 ? length : null,
                messages(name + "-message", stream(node.path("messages"))));
    }

    /** What the node says, else what a browser can fill in by itself. */
    private static @Nullable String autocomplete(JsonNode node, String type) {
        var said = given(node, "autocomplete");
        if (said != null) {
            return said;
        }
        return switch (type) {
            case "email" -> "email";
            case PASSWORD -> "new-password";
            default -> attribute(node, "name").equals(CODE) ? "one-time-code" : null;
        };
    }

    /** A field without a label is called by its name. */
    private Phrase label(JsonNode node) {
        var label = node.at("/meta/label");
        return label.isMissingNode() ? texts.wire(attribute(node, "name")) : texts.of(label, now);
    }

    private static boolean isField(JsonNode node) {
        return node.path("type").asString("").equals("input")
                && !List.of("hidden", "submit", "button").contains(type(node));
    }

    private static String group(JsonNode node) {
        return node.path("group").asString(SHARED);
    }

    private static String type(JsonNode node) {
        return attribute(node, "type");
    }

    private static boolean isSet(JsonNode node, String attribute) {
        return node.path("attributes").path(attribute).asBoolean(false);
    }

    private static String attribute(JsonNode node, String name) {
        return node.path("attributes").path(name).asString("");
    }

    private static @Nullable String given(JsonNode node, String attribute) {
        var value = attribute(node, attribute);
        return value.isEmpty() ? null : value;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
