package io.retrace.query.console.timeline;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Mark;
import io.retrace.query.console.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A page of a timeline.
 *
 * @param missing how many events of the log the view had not seen, when that is not because they are so new
 * @param ofThisLog false when the view is of the log's former life
 * @param next the page behind it; empty on the last one
 * @param live whether it is followed live: the last page is, unless it ends at a moment of the past
 * @param end the position behind which it is followed
 */
record TimelinePage(
        Frame frame,
        About about,
        Part part,
        List<Entry> entries,
        long missing,
        boolean ofThisLog,
        Optional<String> next,
        boolean live,
        long end,
        boolean revealed) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static TimelinePage of(
            Frame frame, About about, Part part, JsonNode timeline, List<Entry> entries, boolean revealed) {
        var view = timeline.path("view");
        long end = Math.min(
                view.path("position").asLong(0),
                timeline.path("as_of").path("position").asLong(0));
        return new TimelinePage(
                frame,
                about,
                part,
                entries,
                isOld(view, frame.now()) ? view.path("missing").asLong(0) : 0,
                view.path("of_this_log").asBoolean(true),
                timeline.has("next")
                        ? Optional.of(
                                part.after(timeline.path("next").asLong(0)).url(about.url(frame.links())))
                        : Optional.empty(),
                part.isUntilNow() && !timeline.has("next"),
                end,
                revealed);
    }

    /** That this page is read may be among them. */
    private static boolean isOld(JsonNode view, Instant now) {
        return Optional.ofNullable(view.path("oldest_missing_at").asString(null))
                .filter(at -> Instant.parse(at).isBefore(now.minus(PATIENCE)))
                .isPresent();
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

    /** The same page again. */
    String url() {
        return part.url(about.url(frame.links()));
    }

    String tail() {
        return about.tail(frame.links(), end);
    }
}
