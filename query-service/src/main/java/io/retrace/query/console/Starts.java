package io.retrace.query.console;

import io.retrace.query.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/** Pages where a view begins that is of one thing. */
public final class Starts {

    private static final String ROWS = "10";

    private final AuditTrail trail;

    Starts(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * The page.
     *
     * @param types of the events that lead to what one may want to see
     */
    public ResponseEntity<byte[]> page(Frame frame, String title, String lead, List<String> types) {
        var asked = Map.of("type", types, "from_position", List.of("1"), "limit", List.of(ROWS));
        var recent = trail.events(asked, Optional.empty())
                .path("entries")
                .valueStream()
                .map(Entry::new)
                .toList();
        return Pages.page(JtestartGenerated::render, new StartPage(frame, title, lead, recent));
    }
}
