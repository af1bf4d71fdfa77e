package io.retrace.query.console.lab;

import io.retrace.query.console.Frame;
import java.util.List;

/**
 * The runs that there were, and a form for the next.
 *
 * @param runs newest first
 */
record LabPage(Frame frame, List<RunView> runs, LabForm form) {

    LabPage {
        runs = List.copyOf(runs);
    }

    /** Runs that can be compared. */
    public List<RunView> comparable() {
        return runs.stream().filter(RunView::isComparable).toList();
    }

    public String action() {
        return frame.links().to("/lab");
    }

    public String compare() {
        return frame.links().to("/lab/compare");
    }
}
