package io.retrace.query.console.timeline;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Times;
import io.retrace.query.console.Words;
import java.time.Duration;
import java.util.Optional;

/** An entry of a timeline, with what came of it and what is odd about its time. */
record Row(Frame frame, Entry entry) {

    /** How long nothing had happened before. */
    Optional<String> silence() {
        return entry.number("gap_before_ms").map(Duration::ofMillis).map(Times::length);
    }

    /** What became of the letter that was asked for. */
    Optional<String> letter() {
        return Optional.ofNullable(entry.json().path("letter").path("fate").asString(null));
    }

    /** Where that stands; 0 while it stands nowhere. */
    long letterPosition() {
        return entry.json().path("letter").path("position").asLong(0);
    }

    /** What became of the session that began. */
    Optional<String> session() {
        var session = entry.json().path("session");
        if (!session.isObject()) {
            return Optional.empty();
        }
        return Optional.of(
                session.path("holds").asBoolean(false)
                        ? "still holds"
                        : "holds no longer: "
                                + Words.plain(session.path("why_not").asString("it was ended")));
    }

    /** The event that led to it; 0 when none of the log did. */
    long cause() {
        return entry.number("caused_by").orElse(0L);
    }

    /** How far the clocks of the edge and the log were apart. */
    Optional<String> skew() {
        return entry.number("skew_ms").map(Math::abs).map(Duration::ofMillis).map(Times::length);
    }
}
