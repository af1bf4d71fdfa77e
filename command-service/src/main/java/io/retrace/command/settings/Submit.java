package io.retrace.command.settings;

import io.retrace.command.http.Asked;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.SettingsId;
import io.retrace.model.settings.Successor;
import java.util.Optional;

/**
 * What somebody submits to a settings flow, on its way.
 *
 * @param successor the flow to open should that one have expired
 */
record Submit(SettingsId id, SignedIn who, Asked asked, Successor successor) {

    /** What is to be changed. */
    Optional<String> method() {
        return asked.fields().get("method");
    }
}
