package io.retrace.standalone.transcripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Compares the headers which a transcript lists, and no others. */
final class HeaderComparison {

    private static final String SESSION_COOKIE = "ory_kratos_session=";
    private static final int SECONDS_PASSED_MAX = 60;
    private static final Pattern MAX_AGE = Pattern.compile("Max-Age=(\\d+)");

    private HeaderComparison() {}

    static List<String> differences(Map<String, List<String>> expected, Outcome.Answer actual, Bindings bindings) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, List<String>> header : new TreeMap<>(expected).entrySet()) {
            String name = header.getKey();
            List<String> values = actual.header(name);
            if (name.equals("set-cookie")) {
                differences.addAll(cookieDifferences(header.getValue(), values, bindings));
            } else if (values.isEmpty()) {
                differences.add("header %s: missing, expected \"%s\""
                        .formatted(name, header.getValue().getFirst()));
            } else {
                bindings.mismatch(written(name, header.getValue().getFirst()), written(name, String.join(", ", values)))
                        .ifPresent(what -> differences.add("header " + name + ": " + what));
            }
        }
        return differences;
    }

    /** White space around the semicolons of a media type means nothing (RFC 9110, 5.6.6); Tomcat writes none. */
    private static String written(String name, String value) {
        return name.equals("content-type") ? value.replaceAll("\\s*;\\s*", ";") : value;
    }

    private static List<String> cookieDifferences(List<String> expected, List<String> actual, Bindings bindings) {
        List<String> sorted = actual.stream().sorted().toList();
        if (expected.size() != sorted.size()) {
            return List.of("header set-cookie: expected %d cookies %s, were %d %s"
                    .formatted(expected.size(), expected, sorted.size(), sorted));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            bindings.mismatch(expected.get(i), forgiveWhatPassed(expected.get(i), sorted.get(i)))
                    .ifPresent(what -> differences.add("header set-cookie: " + what));
        }
        return differences;
    }

    /** {@code Max-Age} of a session cookie may be short by what has passed since; a slow machine takes its time. */
    private static String forgiveWhatPassed(String expected, String actual) {
        var wanted = MAX_AGE.matcher(expected);
        var given = MAX_AGE.matcher(actual);
        if (!expected.startsWith(SESSION_COOKIE) || !wanted.find() || !given.find()) {
            return actual;
        }
        long passed = Long.parseLong(wanted.group(1)) - Long.parseLong(given.group(1));
        return passed > 0 && passed <= SECONDS_PASSED_MAX ? given.replaceFirst(wanted.group()) : actual;
    }
}
