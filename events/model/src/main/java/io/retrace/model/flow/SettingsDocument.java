package io.retrace.model.flow;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client may see of a settings flow, folded from its events (spec section 9.1). The identity is joined on read.
 *
 * @param notices what the flow says, of itself and of its fields
 * @param typed the traits that its form shows, closed; empty when they are the person's own
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
        Optional<Sealed> typed,
        Optional<Beginning> beginning) {

    /** Where the flow stands, by the names of the wire. */
    public enum State {
        SHOW_FORM,
        SUCCESS
    }

    /** The numbers of messages that are errors begin here. */
    private static final int ERRORS = 4_000_000;

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
                Optional.empty(),
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
            case SettingsRefused e -> e.notices().isEmpty() ? this : after(e);
            case SettingsRefusalsSuppressed _ -> this;
            case SettingsCompleted _ -> with(State.SUCCESS, List.of(SAVED), Optional.empty());
        };
    }

    /** The same flow, saying something else. */
    public SettingsDocument saying(List<Notice> notices) {
        return with(state, notices, typed);
    }

    /** What the flow said of itself that was good stays beside what is wrong with traits (spec section 9.5). */
    private SettingsDocument after(SettingsRefused e) {
        return e.reason() == Refusal.TRAITS_REFUSED
                ? with(
                        state,
                        Stream.concat(notices.stream().filter(SettingsDocument::isGood), e.notices().stream())
                                .toList(),
                        e.typed())
                : with(state, e.notices(), e.typed());
    }

    private static boolean isGood(Notice notice) {
        return notice.field().isEmpty() && notice.id() < ERRORS;
    }

    private SettingsDocument with(State state, List<Notice> notices, Optional<Sealed> typed) {
        return new SettingsDocument(
                id, identityId, type, issuedAt, expiresAt, requestUrl, state, notices, typed, beginning);
    }
}
