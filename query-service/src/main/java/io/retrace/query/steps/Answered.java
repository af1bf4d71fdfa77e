package io.retrace.query.steps;

import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the client got that made a decision necessary, as far as the decision says: which kind of answer, not its bytes.
 * Of several events of one decision the one that decides the answer is asked; the others only stand beside it.
 */
final class Answered {

    private Answered() {}

    /**
     * The answer.
     *
     * @param decision the flow's events that were decided together
     * @param after the document that they left
     */
    static ObjectNode json(List<RecoveryEvent> decision, Optional<RecoveryDocument> after) {
        return decision.stream()
                .flatMap(event -> particular(event).stream())
                .findFirst()
                .or(() -> after.map(Answered::document))
                .orElseGet(() -> kind("none"));
    }

    /** An answer that is not the flow's document. */
    private static Optional<ObjectNode> particular(RecoveryEvent event) {
        return switch (event) {
            case RecoveryCompleted e -> {
                var json = kind("completed").put("session", e.sessionId().toString());
                e.settingsId().ifPresent(id -> json.put("settings", id.toString()));
                yield Optional.of(json);
            }
            case RecoveryReplaced e ->
                Optional.of(kind("replaced")
                        .put("recovery", e.replacement().toString())
                        .put("reason", words(e.reason())));
            case RecoveryRefused e ->
                e.notices().isEmpty() ? Optional.of(kind("error").put("reason", words(e.reason()))) : Optional.empty();
            case RecoveryThrottled e ->
                e.budget() == BudgetName.INITIATIONS_PER_NETWORK
                        ? Optional.of(kind("too_many_requests"))
                        : Optional.empty();
            case RecoveryInitiated _,
                    RecoveryEmailRequested _,
                    CodeRejected _,
                    CodeAccepted _,
                    LinkRejected _,
                    LinkRedeemed _,
                    RecoveryLocked _,
                    RecoveryExpired _,
                    RefusalsSuppressed _ -> Optional.empty();
        };
    }

    private static ObjectNode document(RecoveryDocument document) {
        var json = kind("document").put("state", document.state().name().toLowerCase(Locale.ROOT));
        var messages = json.putArray("messages");
        document.notices().forEach(notice -> messages.add(notice.id()));
        return json;
    }

    private static ObjectNode kind(String kind) {
        return WireJson.mapper().createObjectNode().put("kind", kind);
    }

    private static String words(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
