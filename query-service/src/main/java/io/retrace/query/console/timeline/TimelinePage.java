package io.retrace.query.console.timeline;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Mark;
import io.retrace.query.console.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A page of a timeline.
 *
 * @param missing how many events of the log the view had not seen
 * @param ofThisLog false when the view is of the log's former life
 * @param next the page behind it; empty on the last one, which is followed live
 * @param end the position behind which it is followed
 */
record TimelinePage(
        Frame frame,
        About about,
        List<Entry> entries,
        long missing,
        boolean ofThisLog,
        Optional<String> next,
        long end,
        boolean revealed) {

    static TimelinePage of(Frame frame, About about, JsonNode timeline, List<Entry> entries, boolean revealed) {
        var view = timeline.path("view");
        long end = Math.min(
                view.path("position").asLong(0),
                timeline.path("as_of").path("position").asLong(0));
        return new TimelinePage(
                frame,
                about,
                entries,
                view.path("missing").asLong(0),
                view.path("of_this_log").asBoolean(true),
                timeline.has("next")
                        ? Optional.of(about.url(frame.links()) + "&after="
                                + timeline.path("next").asLong(0))
                        : Optional.empty(),
                end,
                revealed);
    }

    List<Row> rows() {
        return entries.stream().map(entry -> new Row(frame, entry)).toList();
    }

    long failures() {
        return entries.stream().filter(entry -> entry.mark() == Mark.BAD).count();
    }

    long networks() {
        return entries.stream()
                .flatMap(entry -> entry.network().stream())
                .distinct()
                .count();
    }

    /** From the first entry to the last one. */
    String span() {
        return entries.isEmpty()
                ? "nothing"
                : Times.length(Duration.between(
                        entries.getFirst().at(), entries.getLast().at()));
    }

    String url() {
        return about.url(frame.links());
    }

    String tail() {
        return about.tail(frame.links(), end);
    }
}
