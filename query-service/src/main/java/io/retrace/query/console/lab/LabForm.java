package io.retrace.query.console.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * The form for a new run.
 *
 * @param values what stands in its fields
 * @param complaints what is wrong, by field
 * @param inForce the policy in force now
 */
record LabForm(Map<String, String> values, Map<String, String> complaints, JsonNode inForce) {

    static final String RANGE = "range";
    static final String FROM = "from";
    static final String TO = "to";
    static final String POLICY = "policy";
    static final String CHANGED = "changed";
    static final String BETWEEN = "between";

    /** Whom a request may name as the attack; these are its names for them, too. */
    static final List<String> SUSPECTS = List.of("clients", "identities", "flows");

    /** Some ways to say which part of the log; the last one is that of the fields from and to. */
    private static final List<Choice> RANGES = List.of(
            new Choice("day", "Last 24 hours"),
            new Choice("week", "Last 7 days"),
            new Choice("month", "Last 30 days"),
            new Choice("all", "The whole log"),
            new Choice(BETWEEN, "Between"));

    private static final List<Choice> POLICIES = List.of(
            new Choice(CHANGED, "In force at the end of the range, with the changes below"),
            new Choice("asvs-l2", "Profile asvs-l2"),
            new Choice("kratos", "Profile kratos"),
            new Choice("recorded", "As recorded: is the log sound?"));

    LabForm {
        values = Map.copyOf(values);
        complaints = Map.copyOf(complaints);
    }

    /** One of some. */
    record Choice(String value, String label) {}

    /** Nothing is said yet but what the page's URL says. */
    static LabForm of(Map<String, String> values, JsonNode inForce) {
        var known = new LinkedHashMap<>(values);
        boolean between = known.containsKey(FROM) || known.containsKey(TO);
        known.putIfAbsent(RANGE, between ? BETWEEN : "week");
        known.putIfAbsent(POLICY, CHANGED);
        return new LabForm(known, Map.of(), inForce);
    }

    /**
     * The same question as another run's, to change it: about the same events, so that both can be compared.
     *
     * @param from the position at which the other run begins
     * @param to where it ends
     */
    static LabForm like(JsonNode request, long from, long to, JsonNode inForce) {
        var values = new LinkedHashMap<String, String>();
        values.put(RANGE, BETWEEN);
        values.put(FROM, Long.toString(from));
        values.put(TO, Long.toString(to));
        var policy = request.path("policy");
        values.put(POLICY, policy.isObject() ? CHANGED : policy.asString("recorded"));
        for (var limit : Limit.values()) {
            limit.in(policy).ifPresent(value -> values.put(limit.field(), value));
        }
        for (var kind : SUSPECTS) {
            var lines = new StringJoiner("\n");
            request.path("suspects").path(kind).forEach(one -> lines.add(one.asString("")));
            values.put(kind, lines.toString());
        }
        return new LabForm(values, Map.of(), inForce);
    }

    public List<Choice> ranges() {
        return RANGES;
    }

    public List<Choice> policies() {
        return POLICIES;
    }

    public List<Limit.Group> groups() {
        return List.of(Limit.Group.values());
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean isChosen(String field, Choice choice) {
        return value(field).equals(choice.value());
    }

    public Optional<String> complaint(String field) {
        return Optional.ofNullable(complaints.get(field));
    }

    /** What holds now; empty where the policy in force knows no such limit, so that it cannot be changed. */
    public Optional<String> now(Limit limit) {
        return limit.in(inForce);
    }

    /** Whether more is named as the attack than networks. */
    public boolean hasMoreSuspects() {
        return SUSPECTS.stream().skip(1).anyMatch(kind -> !value(kind).isEmpty() || complaints.containsKey(kind));
    }
}
