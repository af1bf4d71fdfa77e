package io.retrace.query.console.lab;

import io.retrace.query.console.Links;
import io.retrace.query.console.Times;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Run;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A run as pages show it. */
record RunView(Run run, Links links) {

    private static final int SHORT_ID = 8;

    public String url() {
        return links.run(run.id().value());
    }

    public String url(String below) {
        return url() + "/" + below;
    }

    public String shortId() {
        return run.id().toString().substring(0, SHORT_ID);
    }

    public Instant askedAt() {
        return run.requestedAt();
    }

    public String state() {
        return switch (run.status()) {
            case QUEUED -> "waiting for its turn";
            case RUNNING -> "running";
            case COMPLETED -> "completed";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
    }

    /** How its state looks, beside the word. */
    public String look() {
        return switch (run.status()) {
            case QUEUED, RUNNING -> "busy";
            case COMPLETED -> "good";
            case CANCELLED -> "plain";
            case FAILED -> "bad";
        };
    }

    public boolean isOpen() {
        return switch (run.status()) {
            case QUEUED, RUNNING -> true;
            case COMPLETED, CANCELLED, FAILED -> false;
        };
    }

    /** Whether it can be taken up again. */
    public boolean isBroken() {
        return switch (run.status()) {
            case CANCELLED, FAILED -> true;
            case QUEUED, RUNNING, COMPLETED -> false;
        };
    }

    /** How much of the range is told, in percent. */
    public long percent() {
        long whole = run.to() - run.from() + 1;
        long told = Math.clamp(run.position() - run.from() + 1, 0, whole);
        return run.status() == Run.Status.COMPLETED ? 100 : told * 100 / whole;
    }

    public String progress() {
        return "event " + Numbers.of(Math.max(run.position(), run.from())) + " of " + Numbers.of(run.to());
    }

    public String policy() {
        return PolicyWords.line(run.request().path("policy"));
    }

    /** The range that was asked for, in times where it was asked for by times. */
    public String range() {
        var range = run.request().path("range");
        var from = end(range.path("from"));
        var to = end(range.path("to"));
        if (from.isEmpty() && to.isEmpty()) {
            return "the whole log";
        }
        return from.map(text -> "from " + text).orElse("from the beginning")
                + to.map(text -> " to " + text).orElse(" to the end");
    }

    private static Optional<String> end(JsonNode end) {
        if (end.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(end.isNumber() ? "event " + Numbers.of(end.asLong()) : minute(end.asString("")));
    }

    /** The same of a time as a request names it. */
    static String minute(String time) {
        try {
            return minute(Instant.parse(time));
        } catch (DateTimeException _) {
            return time;
        }
    }

    /** To the minute, where it is a whole one: people ask for those. */
    static String minute(Instant at) {
        var text = Times.utc(at);
        return text.endsWith(":00") ? text.substring(0, text.length() - ":00".length()) : text;
    }

    public String events() {
        return Numbers.of(run.to() - run.from() + 1, "event", "events");
    }

    public String positions() {
        return Numbers.of(run.from()) + " to " + Numbers.of(run.to());
    }

    public String lastPosition() {
        return Numbers.of(run.to());
    }

    public Optional<Finding> finding() {
        return run.report().map(Finding::of);
    }

    /** Whether it can be laid beside another. */
    public boolean isComparable() {
        return run.report().filter(Otherwise.class::isInstance).isPresent();
    }
}
