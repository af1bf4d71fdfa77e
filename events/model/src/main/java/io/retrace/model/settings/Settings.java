package io.retrace.model.settings;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import java.time.Instant;

/** The states of a settings flow; a saved one may be used again until it expires (spec section 9.5). */
public sealed interface Settings {

    record Unknown() implements Settings {}

    /**
     * A flow that was opened.
     *
     * @param beginning the request that it all began with
     */
    record Open(
            SettingsId id,
            IdentityId identityId,
            FlowType type,
            Instant expiresAt,
            Beginning beginning,
            int refusals,
            boolean suppressed)
            implements Settings {

        static Open of(SettingsInitiated e) {
            var beginning = e.beginning().orElseGet(() -> new Beginning(e.stream(), e.requestUrl()));
            return new Open(e.settingsId(), e.identityId(), e.flowType(), e.expiresAt(), beginning, 0, false);
        }

        boolean expiredAt(Instant at) {
            return !at.isBefore(expiresAt);
        }

        private Open refusing(int refusals, boolean suppressed) {
            return new Open(id, identityId, type, expiresAt, beginning, refusals, suppressed);
        }
    }

    /** Before the first event. */
    static Settings initial() {
        return new Unknown();
    }

    /** The state after an event. It has happened: nothing is refused here. */
    static Settings evolve(Settings state, SettingsEvent event) {
        if (event instanceof SettingsInitiated e) {
            return Open.of(e);
        }
        return state instanceof Open open ? evolveOpen(open, event) : state;
    }

    private static Settings evolveOpen(Open s, SettingsEvent event) {
        return switch (event) {
            case SettingsInitiated _, SettingsCompleted _ -> s;
            case SettingsRefused _ -> s.refusing(s.refusals + 1, s.suppressed);
            case SettingsRefusalsSuppressed _ -> s.refusing(s.refusals, true);
        };
    }
}
