package io.retrace.command.settings;

import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.settings.SettingsReply;
import java.util.Optional;

/**
 * What a settings flow answers a submit.
 *
 * @param document the flow after the command; empty when there is no such flow
 */
record SettingsAnswer(SettingsReply reply, Optional<SettingsDocument> document) {}
