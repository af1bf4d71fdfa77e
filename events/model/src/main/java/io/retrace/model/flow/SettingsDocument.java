package io.retrace.model.flow;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client may see of a settings flow, folded from its events (spec section 9.1). The identity is joined on read.
 *
 * @param notices what the flow says, of itself and of its fields
 * @param beginning the request that it all began with; none where that is the one that opened the flow
 */
public record SettingsDocument(
        SettingsId id,
        IdentityId identityId,
        FlowType type,
        Instant issuedAt,
        Instant expiresAt,
        Sealed requestUrl,
        State state,
        List<Notice> notices,
        Optional<Beginning> beginning) {

    /** Where the flow stands, by the names of the wire. */
    public enum State {
        SHOW_FORM,
        SUCCESS
    }

    private static final Notice SAVED = Notice.of(1050001);

    public SettingsDocument {
        notices = List.copyOf(notices);
    }

    /** The document of a flow that was just opened. */
    public static SettingsDocument of(SettingsInitiated e) {
        return new SettingsDocument(
                e.settingsId(),
                e.identityId(),
                e.flowType(),
                e.at(),
                e.expiresAt(),
                e.requestUrl(),
                State.SHOW_FORM,
                e.notices(),
                e.beginning());
    }

    /** The document after an event of its stream; none until the flow was opened. */
    public static Optional<SettingsDocument> evolve(Optional<SettingsDocument> before, SettingsEvent event) {
        return event instanceof SettingsInitiated opened
                ? Optional.of(of(opened))
                : before.map(document -> document.after(event));
    }

    /** The document after an event. */
    public SettingsDocument after(SettingsEvent event) {
        return switch (event) {
            case SettingsInitiated e -> of(e);
            case SettingsRefused e -> e.notices().isEmpty() ? this : with(state, e.notices());
            case SettingsRefusalsSuppressed _ -> this;
            case SettingsCompleted _ -> with(State.SUCCESS, List.of(SAVED));
        };
    }

    /** The same flow, saying something else. */
    public SettingsDocument saying(List<Notice> notices) {
        return with(state, notices);
    }

    private SettingsDocument with(State state, List<Notice> notices) {
        return new SettingsDocument(id, identityId, type, issuedAt, expiresAt, requestUrl, state, notices, beginning);
    }
}
