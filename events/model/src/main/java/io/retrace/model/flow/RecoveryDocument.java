package io.retrace.model.flow;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client may see of a recovery, folded from its events (spec section 2.1). Its nodes follow from state and
 * notices; personal data stays closed until a controller renders it.
 *
 * @param address what was typed last, closed
 * @param csrfShown whether the flow shows an anti-CSRF token although it is native (spec section 4.5)
 * @param notices what the flow says, of itself and of its fields
 * @param browser MAC of the anti-CSRF cookie of the browser that it belongs to
 * @param beginning the request that the flow began with whose place it took
 */
public record RecoveryDocument(
        RecoveryId id,
        FlowType type,
        Instant issuedAt,
        Instant expiresAt,
        Sealed requestUrl,
        String active,
        State state,
        Optional<Sealed> address,
        boolean csrfShown,
        List<Notice> notices,
        Optional<SecretMac> browser,
        Optional<Beginning> beginning) {

    /** Where the flow stands, by the names of the wire. */
    public enum State {
        CHOOSE_METHOD,
        SENT_EMAIL,
        PASSED_CHALLENGE
    }

    private static final Notice CODE_SENT = Notice.of(1060003);
    private static final Notice CODE_INVALID = Notice.of(4060006);

    public RecoveryDocument {
        notices = List.copyOf(notices);
    }

    /** The document of a flow that was just opened. */
    public static RecoveryDocument of(RecoveryInitiated e) {
        return new RecoveryDocument(
                e.recoveryId(),
                e.flowType(),
                e.at(),
                e.expiresAt(),
                e.requestUrl(),
                e.active(),
                State.CHOOSE_METHOD,
                Optional.empty(),
                e.replaces().isPresent() && !isExpiredOnesUrl(e.requestUrl(), e.beginning()),
                e.notices(),
                e.browser(),
                e.beginning());
    }

    /** The document after an event of its stream; none until the flow was opened. */
    public static Optional<RecoveryDocument> evolve(Optional<RecoveryDocument> before, RecoveryEvent event) {
        return event instanceof RecoveryInitiated opened
                ? Optional.of(of(opened))
                : before.map(document -> document.after(event));
    }

    /** The document after an event. */
    public RecoveryDocument after(RecoveryEvent event) {
        return switch (event) {
            case RecoveryInitiated e -> of(e);
            case RecoveryEmailRequested e -> with(State.SENT_EMAIL, Optional.of(e.address()), List.of(CODE_SENT));
            case CodeRejected _ -> saying(List.of(CODE_INVALID));
            case CodeAccepted e -> with(State.PASSED_CHALLENGE, address, List.of(), e.browser());
            case RecoveryRefused e -> e.notices().isEmpty() ? this : saying(e.notices());
            case RecoveryLocked _,
                    RecoveryExpired _,
                    RefusalsSuppressed _,
                    RecoveryThrottled _,
                    RecoveryReplaced _,
                    RecoveryCompleted _ -> this;
        };
    }

    /** The same flow, saying something else. */
    public RecoveryDocument saying(List<Notice> notices) {
        return with(state, address, notices);
    }

    /** The stream that its request URL is closed in: an expired flow's URL lives on in the one that took its place. */
    public String urlStream() {
        return isExpiredOnesUrl(requestUrl, beginning) ? beginning.orElseThrow().stream() : id.stream();
    }

    private static boolean isExpiredOnesUrl(Sealed requestUrl, Optional<Beginning> beginning) {
        return beginning.map(Beginning::requestUrl).filter(requestUrl::equals).isPresent();
    }

    private RecoveryDocument with(State state, Optional<Sealed> address, List<Notice> notices) {
        return with(state, address, notices, browser);
    }

    private RecoveryDocument with(
            State state, Optional<Sealed> address, List<Notice> notices, Optional<SecretMac> browser) {
        boolean shown = csrfShown && state == State.CHOOSE_METHOD;
        return new RecoveryDocument(
                id, type, issuedAt, expiresAt, requestUrl, active, state, address, shown, notices, browser, beginning);
    }
}
