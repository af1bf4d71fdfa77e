package io.retrace.query.console.steps;

import io.retrace.query.console.Frame;
import io.retrace.query.console.Times;
import java.time.Duration;
import java.util.List;

/**
 * A recovery at one of its steps.
 *
 * @param at the step that is shown, from 1
 */
record StepsPage(Frame frame, String id, List<Step> steps, int at) {

    private static final int RAIL = 1_000;

    Step step() {
        return steps.get(at - 1);
    }

    String url(int step) {
        return frame.links().recovery(id) + "?step=" + step;
    }

    /** How long after the first step one was. */
    String since(Step step) {
        var passed = Duration.between(steps.getFirst().at(), step.at());
        return passed.isZero() ? "the beginning" : Times.length(passed) + " in";
    }

    /** Where a step is on a rail from 0 to 1,000, by its time. */
    long place(Step step) {
        long whole =
                Duration.between(steps.getFirst().at(), steps.getLast().at()).toMillis();
        long passed = Duration.between(steps.getFirst().at(), step.at()).toMillis();
        return whole == 0 ? 0 : RAIL * passed / whole;
    }
}
