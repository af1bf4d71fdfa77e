package io.retrace.query.console.lab;

import io.retrace.query.console.Frame;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Otherwise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One run, how far it is, and what came of it.
 *
 * @param inForce the policy that was in force at its end
 * @param networks that requests came from, by position
 */
record RunPage(Frame frame, RunView run, JsonNode inForce, Map<Long, String> networks) {

    RunPage {
        networks = Map.copyOf(networks);
    }

    /** What came of another policy; empty before, and for a replay. */
    public Optional<WhatIfView> whatIf() {
        return run.run()
                .report()
                .filter(Otherwise.class::isInstance)
                .map(report -> new WhatIfView((Otherwise) report, frame.links(), networks));
    }

    /** What came of the recorded policies. */
    public Optional<AsRecorded> replay() {
        return run.run().report().filter(AsRecorded.class::isInstance).map(AsRecorded.class::cast);
    }

    public List<PolicyWords.Changed> changedLimits() {
        return PolicyWords.changed(run.run().request().path("policy"), inForce);
    }

    /** Whom the request names as the attack. */
    public List<String> suspects() {
        var suspects = run.run().request().path("suspects");
        return LabForm.SUSPECTS.stream()
                .flatMap(kind -> suspects.path(kind).valueStream())
                .map(one -> one.asString(""))
                .toList();
    }

    /** The same question, to be changed. */
    public String again() {
        return frame.links().to("/lab?like=" + run.run().id());
    }

    public String request() {
        return run.run().request().toPrettyString();
    }
}
