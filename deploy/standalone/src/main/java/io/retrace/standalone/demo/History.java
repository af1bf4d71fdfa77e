package io.retrace.standalone.demo;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The history of one recovery, a line an event: position, time, type, what was decided and why. */
final class History {

    private final Http http;
    private final String adminApi;

    History(Http http, String adminApi) {
        this.http = http;
        this.adminApi = adminApi;
    }

    /** The history, once it tells the letter's fate and of the new password; views follow the log a moment later. */
    String of(String recovery, int waitMs) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + waitMs * 1_000_000L;
        while (true) {
            var answer = http.get(adminApi + "/admin/audit/recoveries/" + recovery, Map.of());
            var events = answer.body().path("events");
            var types = events.valueStream().map(History::type).toList();
            boolean whole = types.contains("settings.SettingsCompleted")
                    && types.stream().anyMatch(type -> type.startsWith("letter."));
            if (whole || System.nanoTime() > deadline) {
                return lines(events);
            }
            Demo.pause();
        }
    }

    private static String lines(JsonNode events) {
        var lines = new StringBuilder();
        for (var event : events) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%6d  %s  %-34s %-9s %s%n",
                    event.path("position").asLong(0),
                    event.path("recorded_at").asString(""),
                    type(event),
                    event.path("outcome").asString(""),
                    event.path("reason").asString("")));
        }
        return lines.toString();
    }

    private static String type(JsonNode event) {
        return event.path("type").asString("");
    }
}
