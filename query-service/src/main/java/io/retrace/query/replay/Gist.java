package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventType;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import java.util.Locale;
import java.util.Optional;

/** An event in one word: what happened, and why. Two decisions with the same words are the same to whoever asked. */
final class Gist {

    private Gist() {}

    static String of(Event event) {
        var name = EventType.of(event).wireName();
        return why(event)
                .map(reason -> name + ":" + reason.name().toLowerCase(Locale.ROOT))
                .orElse(name);
    }

    private static Optional<Enum<?>> why(Event event) {
        return switch (event) {
            case CodeRejected e -> Optional.of(e.reason());
            case LinkRejected e -> Optional.of(e.reason());
            case RecoveryThrottled e -> Optional.of(e.budget());
            case RecoveryReplaced e -> Optional.of(e.reason());
            case RecoveryRefused e -> Optional.of(e.reason());
            case SettingsRefused e -> Optional.of(e.reason());
            default -> Optional.empty();
        };
    }
}
