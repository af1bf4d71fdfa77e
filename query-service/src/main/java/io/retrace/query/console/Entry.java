package io.retrace.query.console;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An event of the audit trail as pages show it; the document of the API behind it. */
public record Entry(JsonNode json) {

    private static final int PREFIX_CHARS = 9;

    public long position() {
        return json.path("position").asLong(0);
    }

    /** Its type's name in the log. */
    public String type() {
        return text("type").orElse("");
    }

    /** What happened. */
    public String title() {
        return Words.title(type());
    }

    /** How it went, and why. */
    public String reason() {
        var reason = Words.brief(text("reason").orElse(""))
                .replaceFirst(", times 1$", "")
                .replace("no match", type().equals("recovery.LinkRejected") ? "unknown link" : "wrong code");
        return number("tries_left").map(left -> reason + ", " + tries(left)).orElse(reason);
    }

    private static String tries(long left) {
        return left == 0 ? "no tries left" : left == 1 ? "1 try left" : left + " tries left";
    }

    /** How it went for whoever asked. */
    public Mark mark() {
        return Mark.of(text("outcome").orElse(""));
    }

    public Instant at() {
        return text("recorded_at").map(Instant::parse).orElse(Instant.EPOCH);
    }

    public Optional<String> identity() {
        return text("identity");
    }

    public Optional<String> session() {
        return text("session");
    }

    /** The recovery that it belongs to. */
    public Optional<String> recovery() {
        return text("stream")
                .filter(stream -> stream.startsWith("recovery-"))
                .or(() -> text("correlation_id").or(() -> text("correlation")).filter(id -> id.startsWith("recovery-")))
                .map(stream -> stream.substring(PREFIX_CHARS));
    }

    public Optional<String> network() {
        return Optional.ofNullable(json.path("client").path("network").asString(null))
                .or(() -> text("network"));
    }

    /** From where it was asked, once it is revealed. */
    public Optional<String> client() {
        return revealed(json.path("client").path("address"));
    }

    /** The e-mail address that it names, once it is revealed. */
    public Optional<String> address() {
        return revealed(json.path("data").path("address"))
                .or(() -> type().equals("identity.AddressClaimed")
                        ? revealed(json.path("data").path("value"))
                        : Optional.empty());
    }

    private static Optional<String> revealed(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    /** A member that is a text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(json.path(name).asString(null)).filter(text -> !text.isEmpty());
    }

    /** A member that is a whole number. */
    public Optional<Long> number(String name) {
        return json.path(name).isIntegralNumber() ? Optional.of(json.path(name).asLong()) : Optional.empty();
    }

    /** The whole document, for people. */
    public String pretty() {
        return json.toPrettyString();
    }
}
