package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** An answer without what differs between any two: what a client can tell people apart by. */
@NullMarked
final class Likeness {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private Likeness() {}

    static Map<String, String> of(Answer answer, String flow, String email) {
        var parts = new TreeMap<String, String>();
        parts.put("status", String.valueOf(answer.status()));
        parts.put(
                "body",
                answer.body()
                        .replace(flow, "<flow>")
                        .replace(email, "<address>")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                        .replaceAll("\"[\\w+/]{86}==\"", "\"<token>\"")
                        .replaceAll(TIME.pattern(), "<time>"));
        answer.headers().map().forEach((name, values) -> parts.put("header " + name, String.join(", ", values)));
        parts.computeIfPresent(
                "header content-length",
                (_, bytes) -> String.valueOf(Integer.parseInt(bytes) - timesIn(answer.body())));
        parts.computeIfPresent("header date", (_, _) -> "<time>");
        parts.computeIfPresent("header set-cookie", (_, cookie) -> cookie.replaceAll("=[\\w+/]{43}=;", "=<secret>;"));
        parts.computeIfPresent(
                "header location", (_, to) -> to.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>"));
        return parts;
    }

    /** How many characters are times, which are written with as many digits as they need. */
    private static int timesIn(String body) {
        return TIME.matcher(body)
                .results()
                .mapToInt(time -> time.group().length())
                .sum();
    }
}
