package io.retrace.model.flow;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
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
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.RecoveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client may see of a recovery, folded from its events (spec section 2.1). Its nodes follow from state and
 * notices; personal data stays closed until a controller renders it.
 *
 * @param address what was typed last, closed
 * @param csrfShown whether the flow shows an anti-CSRF token although it is native (spec sections 4.5 and 7.1)
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
    private static final Notice LINK_SENT = Notice.of(1060002);
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
            case RecoveryEmailRequested e -> lettered(e);
            case CodeRejected _ -> saying(List.of(CODE_INVALID));
            case CodeAccepted e -> passed(false, e.browser());
            case LinkRedeemed e -> passed(type == FlowType.API, e.browser());
            case RecoveryRefused e -> e.notices().isEmpty() ? this : saying(e.notices());
            case LinkRejected _,
                    RecoveryLocked _,
                    RecoveryExpired _,
                    RefusalsSuppressed _,
                    RecoveryThrottled _,
                    RecoveryReplaced _,
                    RecoveryCompleted _ -> this;
        };
    }

    /** The method that it offers now. */
    public RecoveryMethod method() {
        return RecoveryMethod.named(active);
    }

    /** The same flow, saying something else. */
    public RecoveryDocument saying(List<Notice> notices) {
        return with(active, state, address, csrfShown, notices, browser);
    }

    /** The stream that its request URL is closed in: an expired flow's URL lives on in the one that took its place. */
    public String urlStream() {
        return isExpiredOnesUrl(requestUrl, beginning) ? beginning.orElseThrow().stream() : id.stream();
    }

    private static boolean isExpiredOnesUrl(Sealed requestUrl, Optional<Beginning> beginning) {
        return beginning.map(Beginning::requestUrl).filter(requestUrl::equals).isPresent();
    }

    private RecoveryDocument lettered(RecoveryEmailRequested e) {
        var notice = e.handsOver() == RecoveryMethod.LINK ? LINK_SENT : CODE_SENT;
        return with(
                e.handsOver().wireName(), State.SENT_EMAIL, Optional.of(e.address()), false, List.of(notice), browser);
    }

    private RecoveryDocument passed(boolean csrfShown, Optional<SecretMac> browser) {
        return with(active, State.PASSED_CHALLENGE, address, csrfShown, List.of(), browser);
    }

    private RecoveryDocument with(
            String active,
            State state,
            Optional<Sealed> address,
            boolean csrfShown,
            List<Notice> notices,
            Optional<SecretMac> browser) {
        return new RecoveryDocument(
                id,
                type,
                issuedAt,
                expiresAt,
                requestUrl,
                active,
                state,
                address,
                csrfShown,
                notices,
                browser,
                beginning);
    }
}
