package io.retrace.query.console.projection;

import io.retrace.query.console.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How far the views are behind the log. */
record ProjectionsPage(Frame frame, List<ProjectionView> views) {

    ProjectionsPage {
        views = List.copyOf(views);
    }

    /** Whether what is read is all there is, in a sentence. */
    public String verdict() {
        if (views.stream().anyMatch(ProjectionView::isDiverged)) {
            return "A view follows another life of the log. What it shows is not so.";
        }
        var behind = views.stream()
                .filter(view -> !view.isCurrent())
                .map(ProjectionView::name)
                .toList();
        if (behind.isEmpty()) {
            return "What you read is up to date.";
        }
        return "What you read is not all there is: " + String.join(", ", behind) + (behind.size() == 1 ? " is" : " are")
                + " behind.";
    }

    public boolean isCurrent() {
        return views.stream().allMatch(ProjectionView::isCurrent);
    }

    /** How many events the log holds. */
    public String head() {
        return number(views.stream()
                .mapToLong(view -> view.status().head().position())
                .max()
                .orElse(0));
    }

    /** How often the log came back from a backup. */
    public long restored() {
        return views.stream()
                .mapToLong(view -> view.status().head().incarnation() - 1L)
                .max()
                .orElse(0);
    }

    /** The greatest lag of all. */
    public String lag() {
        return number(
                views.stream().mapToLong(view -> view.status().lag()).max().orElse(0));
    }

    /** How long the log has waited for the view that waits longest. */
    public String waiting() {
        return views.stream()
                .map(ProjectionView::waited)
                .max(Duration::compareTo)
                .filter(Duration::isPositive)
                .map(ProjectionView::seconds)
                .orElse("0 s");
    }

    /** Views that cannot be fed now. */
    public List<String> failing() {
        return views.stream()
                .filter(view -> view.look().equals("bad"))
                .map(ProjectionView::name)
                .toList();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
