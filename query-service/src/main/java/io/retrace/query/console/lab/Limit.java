package io.retrace.query.console.lab;

import static io.retrace.query.console.lab.Limit.Group.ACROSS_FLOWS;
import static io.retrace.query.console.lab.Limit.Group.IN_A_FLOW;
import static io.retrace.query.console.lab.Limit.Group.LIFETIMES;
import static io.retrace.query.console.lab.Limit.Kind.COUNT;
import static io.retrace.query.console.lab.Limit.Kind.LENGTH;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A limit of a policy that the lab can change. What a telling cannot judge anew (docs/replay.md) is not among them. */
enum Limit {
    SUBMISSIONS_MAX(IN_A_FLOW, COUNT, "/submissions_max", "codes per recovery"),
    LETTERS_PER_FLOW(IN_A_FLOW, COUNT, "/budgets/letters_per_flow", "letters per recovery"),
    CODES_PER_IDENTITY(ACROSS_FLOWS, COUNT, "/budgets/codes_per_identity/limit", "codes per account"),
    CODES_PER_IDENTITY_WINDOW(ACROSS_FLOWS, LENGTH, "/budgets/codes_per_identity/window", "within"),
    CODES_PER_ADDRESS(ACROSS_FLOWS, COUNT, "/budgets/codes_per_address/limit", "codes per address"),
    CODES_PER_ADDRESS_WINDOW(ACROSS_FLOWS, LENGTH, "/budgets/codes_per_address/window", "within"),
    LETTERS_PER_ADDRESS(ACROSS_FLOWS, COUNT, "/budgets/letters_per_address/limit", "letters per address"),
    LETTERS_PER_ADDRESS_WINDOW(ACROSS_FLOWS, LENGTH, "/budgets/letters_per_address/window", "within"),
    INITIATIONS_PER_NETWORK(ACROSS_FLOWS, COUNT, "/budgets/initiations_per_network/limit", "recoveries per network"),
    INITIATIONS_PER_NETWORK_WINDOW(ACROSS_FLOWS, LENGTH, "/budgets/initiations_per_network/window", "within"),
    CODE_LIFETIME(LIFETIMES, LENGTH, "/code_lifetime", "a code works for"),
    LINK_LIFETIME(LIFETIMES, LENGTH, "/methods/link_lifetime", "a link works for"),
    RECOVERY_LIFETIME(LIFETIMES, LENGTH, "/recovery_lifetime", "a recovery stays open for"),
    SETTINGS_LIFETIME(LIFETIMES, LENGTH, "/settings_lifetime", "a settings flow stays open for"),
    PRIVILEGED_AGE_MAX(LIFETIMES, LENGTH, "/privileged_age_max", "a session may set a password for"),
    SESSION_LIFETIME(LIFETIMES, LENGTH, "/session_lifetime", "a session holds for");

    /** What belongs together in a form. */
    enum Group {
        IN_A_FLOW("Within one recovery", ""),
        ACROSS_FLOWS("Budgets across recoveries", "0 means no limit."),
        LIFETIMES("Lifetimes", "As 90 s, 15 min, 1 h or 2 days.");

        private final String title;
        private final String hint;

        Group(String title, String hint) {
            this.title = title;
            this.hint = hint;
        }

        public String title() {
            return title;
        }

        public String hint() {
            return hint;
        }

        /** Its limits. */
        public List<Limit> limits() {
            return Stream.of(Limit.values())
                    .filter(limit -> limit.group == this)
                    .toList();
        }
    }

    /** What a limit is measured in. */
    enum Kind {
        COUNT,
        LENGTH
    }

    private final Group group;
    private final Kind kind;
    private final String pointer;
    private final String label;

    Limit(Group group, Kind kind, String pointer, String label) {
        this.group = group;
        this.kind = kind;
        this.pointer = pointer;
        this.label = label;
    }

    /** Its field in a form. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is counted, or what lasts; for a sentence. */
    public String label() {
        return label;
    }

    /** Whether it is how long the budget lasts that stands before it. */
    public boolean isWindow() {
        return group == ACROSS_FLOWS && kind == LENGTH;
    }

    /** How long it lasts, if it is a budget. */
    public Optional<Limit> window() {
        return Stream.of(values())
                .filter(limit -> limit.name().equals(name() + "_WINDOW"))
                .findFirst();
    }

    /** Which keyboard a phone shows. */
    public String inputmode() {
        return isLength() ? "text" : "numeric";
    }

    boolean isLength() {
        return kind == LENGTH;
    }

    /** Where it stands in a policy. */
    List<String> path() {
        return List.of(pointer.substring(1).split("/", -1));
    }

    /** A value of it, as people say it: {@code 3 codes per recovery}, {@code a code works for 10 min}. */
    String said(String value) {
        return isLength() ? label + " " + value : value + " " + label;
    }

    /** What a policy, or a part of one, says of it in words; empty when it says nothing. */
    Optional<String> in(JsonNode policy) {
        var value = policy.at(pointer);
        return value.isMissingNode() ? Optional.empty() : Optional.of(isLength() ? length(value) : value.asString());
    }

    private static String length(JsonNode value) {
        try {
            return Lengths.words(Duration.parse(value.asString("")));
        } catch (DateTimeException _) {
            return value.asString("");
        }
    }

    /** The value that somebody wrote; empty when it is none. */
    Optional<JsonNode> read(String text) {
        var json = JsonNodeFactory.instance;
        if (isLength()) {
            return Lengths.read(text).map(length -> json.stringNode(length.toString()));
        }
        return text.matches("\\d{1,7}") ? Optional.of(json.numberNode(Integer.parseInt(text))) : Optional.empty();
    }
}
