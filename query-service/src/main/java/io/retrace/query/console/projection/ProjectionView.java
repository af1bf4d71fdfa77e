package io.retrace.query.console.projection;

import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import io.retrace.query.console.Times;
import io.retrace.query.feed.ProjectionStatus;
import io.retrace.query.feed.ProjectionStatus.Building;
import io.retrace.query.feed.ProjectionStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A view as the page shows it.
 *
 * @param rebuilt when it was built anew the last time; empty where that never happened or is not known yet
 */
record ProjectionView(ProjectionStatus status, Optional<ProjectionRebuilt> rebuilt, Instant now) {

    /** A view gathers events for a moment before it takes them in; nobody is to worry about that. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    public String name() {
        return status.name();
    }

    /** What it is read for. */
    public String serves() {
        return switch (status.name()) {
            case "audit" -> "search, timelines, exports";
            case "recovery_flow" -> "recoveries, as their clients see them";
            case "settings_flow" -> "settings flows, as their clients see them";
            case "identity" -> "lists of identities";
            case "session" -> "lists of sessions";
            case "address" -> "whose an address was";
            default -> "";
        };
    }

    boolean isDiverged() {
        return status.state() == State.DIVERGED;
    }

    /** Whether it shows all but what happened a moment ago. */
    boolean isCurrent() {
        return switch (status.state()) {
            case FOLLOWING, REBUILDING -> waited().compareTo(A_MOMENT) < 0;
            case FAILING, DIVERGED -> false;
        };
    }

    /** How long the first event waits that it has not seen. */
    Duration waited() {
        return status.waitingSince()
                .map(since -> Duration.between(since, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    public String state() {
        return switch (status.state()) {
            case FOLLOWING -> isCurrent() ? "up to date" : "catching up";
            case REBUILDING -> isCurrent() ? "up to date, and being rebuilt" : "catching up, and being rebuilt";
            case FAILING -> "stands still";
            case DIVERGED -> "of another log";
        };
    }

    /** How that looks, beside the words. */
    public String look() {
        return switch (status.state()) {
            case FOLLOWING, REBUILDING -> isCurrent() ? "good" : "warn";
            case FAILING, DIVERGED -> "bad";
        };
    }

    /** What whoever runs Retrace does about it; empty for nothing. */
    public String help() {
        return switch (status.state()) {
            case FOLLOWING, REBUILDING -> "";
            case FAILING ->
                "It is tried again every second, and nothing is skipped. Why it fails stands in the service's log.";
            case DIVERGED ->
                "The log was restored from a backup: make after-restore builds the views again (docs/operations.md).";
        };
    }

    public String position() {
        return ProjectionsPage.number(status.serving().position());
    }

    public String lag() {
        return ProjectionsPage.number(status.lag());
    }

    public boolean isBehind() {
        return !isCurrent();
    }

    public String waitedFor() {
        return waited().isZero() ? "" : seconds(waited());
    }

    static String seconds(Duration length) {
        return length.toSeconds() < 1 ? "< 1 s" : Times.length(length);
    }

    public Optional<Building> building() {
        return status.building();
    }

    /** How much of the next generation is built, in percent. */
    public long percent() {
        long head = Math.max(1, status.head().position());
        return building().map(next -> next.position() * 100 / head).orElse(0L);
    }

    /** How fast, and when it will be done. */
    public String pace() {
        return building()
                .filter(next -> next.rate() > 0)
                .map(next -> ProjectionsPage.number(next.rate()) + " events a second, "
                        + Times.length(Duration.ofSeconds(
                                Math.max(0, status.head().position() - next.position()) / next.rate()))
                        + " left")
                .orElse("");
    }

    /** How the last rebuild went. */
    public Optional<String> lastRebuild() {
        return rebuilt.map(
                event -> "from " + ProjectionsPage.number(event.events()) + " events in " + Times.length(event.took()));
    }
}
