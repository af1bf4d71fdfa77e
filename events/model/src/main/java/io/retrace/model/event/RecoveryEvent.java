package io.retrace.model.event;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.policy.RecoveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to a recovery. */
public sealed interface RecoveryEvent extends Event {

    RecoveryId recoveryId();

    @Override
    default String stream() {
        return recoveryId().stream();
    }

    /** Why a code did not open anything. */
    enum CodeRejection {
        /** No live secret has this code: wrong, voided by a newer one, or of an address nobody owns. */
        NO_MATCH,
        /** The right code, after its time. */
        EXPIRED,
        /** The right code, but it has worked before. */
        USED,
        /** The right code, but its owner is gone or no longer has the address. */
        OWNER_GONE,
        /** Not judged: a budget had nothing left. */
        THROTTLED
    }

    /** Why a link did not open anything. */
    enum LinkRejection {
        /** No link of this flow has this token. */
        NO_MATCH,
        /** The right token, after its time. */
        EXPIRED,
        /** The right token, but it has worked before. */
        USED,
        /** The right token, but another link of the flow has worked. */
        VOID,
        /** The right token, but its owner is gone or no longer has the address. */
        OWNER_GONE
    }

    /** Why a request was turned down without judging a secret. */
    enum Refusal {
        MALFORMED,
        MISSING_ADDRESS,
        MALFORMED_ADDRESS,
        NO_STRATEGY,
        METHOD_DISABLED,
        ORIGIN_HEADER,
        FOREIGN_COOKIE,
        SESSION_PRESENT,
        CSRF,
        IDENTITY_INACTIVE
    }

    /** Why a flow cannot go on and another took its place. */
    enum Replacement {
        EXPIRED,
        TOO_OFTEN,
        CODE_USED,
        LINK_INVALID,
        LINK_EXPIRED,
        ALREADY_COMPLETED,
        ORIGIN_HEADER,
        FOREIGN_COOKIE
    }

    /**
     * A flow was opened.
     *
     * @param active the method offered: {@code code} or {@code link}
     * @param requestUrl the URL that opened it, closed
     * @param replaces the flow whose place it takes
     * @param notices what it says from the start
     * @param browser MAC of the anti-CSRF cookie of the browser that it belongs to; native flows belong to none
     * @param beginning the request that the flow whose place it takes began with; its own where that leaves something out
     */
    record RecoveryInitiated(
            RecoveryId recoveryId,
            FlowType flowType,
            String active,
            Sealed requestUrl,
            Instant expiresAt,
            Optional<RecoveryId> replaces,
            List<Notice> notices,
            Optional<SecretMac> browser,
            Optional<Beginning> beginning,
            Instant at)
            implements RecoveryEvent {

        public RecoveryInitiated {
            notices = List.copyOf(notices);
        }
    }

    /**
     * A letter with a new secret was asked for. Every older code of the flow is void from here; older links are not.
     *
     * @param generation 1 for the first letter of the flow
     * @param mac the MAC of the code or of the link's token
     * @param expiresAt when the secret stops working, exclusive
     * @param owner who owns the address; empty when nobody does
     * @param addressId which address of the owner
     * @param address what was typed, closed
     * @param letter for the courier; of one size whoever owns the address
     * @param addressKey what the address's budgets go by; letters older than budgets have none
     * @param method what the letter hands over; a code where it is empty
     * @param transientPayload what the client sent along for letters and hooks, closed; empty for nothing
     */
    record RecoveryEmailRequested(
            RecoveryId recoveryId,
            int generation,
            SecretId secretId,
            SecretMac mac,
            Instant expiresAt,
            Optional<IdentityId> owner,
            Optional<AddressId> addressId,
            Sealed address,
            SealedLetter letter,
            Optional<BudgetKey> addressKey,
            Optional<RecoveryMethod> method,
            Optional<Sealed> transientPayload,
            Instant at)
            implements RecoveryEvent {

        /** What the letter hands over. */
        public RecoveryMethod handsOver() {
            return method.orElse(RecoveryMethod.CODE);
        }

        @Override
        public Optional<IdentityId> identity() {
            return owner;
        }
    }

    /**
     * A code was judged and opened nothing.
     *
     * @param submissions how many codes this flow has judged, this one included
     */
    record CodeRejected(RecoveryId recoveryId, CodeRejection reason, int submissions, Instant at)
            implements RecoveryEvent {}

    /**
     * The right code came in time; it works no second time.
     *
     * @param browser MAC of the browser's new anti-CSRF cookie; native clients have none
     * @param transientPayload what the client sent along for hooks, closed; empty for nothing
     */
    record CodeAccepted(
            RecoveryId recoveryId,
            SecretId secretId,
            IdentityId identityId,
            int submissions,
            Optional<SecretMac> browser,
            Optional<Sealed> transientPayload,
            Instant at)
            implements RecoveryEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }

    /**
     * A link was followed and opened nothing.
     *
     * @param secretId the link of the flow that it was; empty when it was none
     */
    record LinkRejected(RecoveryId recoveryId, LinkRejection reason, Optional<SecretId> secretId, Instant at)
            implements RecoveryEvent {}

    /**
     * The right link was followed in time; neither it nor any other link of the flow works from here.
     *
     * @param browser MAC of the new anti-CSRF cookie of the browser that followed it
     */
    record LinkRedeemed(
            RecoveryId recoveryId, SecretId secretId, IdentityId identityId, Optional<SecretMac> browser, Instant at)
            implements RecoveryEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }

    /** The flow judged its last code; from here right and wrong are answered alike. */
    record RecoveryLocked(RecoveryId recoveryId, Instant at) implements RecoveryEvent {}

    /** A request met the flow after its time; written once. */
    record RecoveryExpired(RecoveryId recoveryId, Instant at) implements RecoveryEvent {}

    /**
     * A request was turned down without judging a secret.
     *
     * @param notices what the flow says from here; empty when the flow stays as it was
     */
    record RecoveryRefused(RecoveryId recoveryId, Refusal reason, List<Notice> notices, Instant at)
            implements RecoveryEvent {

        public RecoveryRefused {
            notices = List.copyOf(notices);
        }
    }

    /** Too many refusals; from here on a metric counts them. */
    record RefusalsSuppressed(RecoveryId recoveryId, Instant at) implements RecoveryEvent {}

    /**
     * A budget had nothing left. What the client sees is the answer of a wrong code, or of a letter on its way; only who
     * opens too many flows is told.
     */
    record RecoveryThrottled(RecoveryId recoveryId, BudgetName budget, Instant at) implements RecoveryEvent {}

    /** Another flow took this one's place. */
    record RecoveryReplaced(RecoveryId recoveryId, RecoveryId replacement, Replacement reason, Instant at)
            implements RecoveryEvent {}

    /**
     * The person has the account back.
     *
     * @param settingsId the settings flow that it leads to; none where the client skips the settings
     */
    record RecoveryCompleted(
            RecoveryId recoveryId,
            IdentityId identityId,
            SessionId sessionId,
            Optional<SettingsId> settingsId,
            Instant at)
            implements RecoveryEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }
}
