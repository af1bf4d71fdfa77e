package io.retrace.model.event;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
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
        ALREADY_COMPLETED,
        ORIGIN_HEADER,
        FOREIGN_COOKIE
    }

    /**
     * A flow was opened.
     *
     * @param active the strategy offered: {@code code}
     * @param requestUrl the URL that opened it, closed
     * @param replaces the flow whose place it takes
     * @param notices what it says from the start
     * @param browser MAC of the anti-CSRF cookie of the browser that it belongs to; native flows belong to none
     * @param beginning the request that the flow whose place it takes began with
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

        /** A flow of no browser that nothing went before. */
        public RecoveryInitiated(
                RecoveryId recoveryId,
                FlowType flowType,
                String active,
                Sealed requestUrl,
                Instant expiresAt,
                Optional<RecoveryId> replaces,
                List<Notice> notices,
                Instant at) {
            this(
                    recoveryId,
                    flowType,
                    active,
                    requestUrl,
                    expiresAt,
                    replaces,
                    notices,
                    Optional.empty(),
                    Optional.empty(),
                    at);
        }
    }

    /**
     * A letter with a new code was asked for; every older code of the flow is void from here.
     *
     * @param generation 1 for the first letter of the flow
     * @param mac the code's MAC
     * @param expiresAt when the code stops working, exclusive
     * @param owner who owns the address; empty when nobody does
     * @param addressId which address of the owner
     * @param address what was typed, closed
     * @param letter for the courier; of one size whoever owns the address
     * @param addressKey what the address's budgets go by; letters older than budgets have none
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
            Instant at)
            implements RecoveryEvent {

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
     */
    record CodeAccepted(
            RecoveryId recoveryId,
            SecretId secretId,
            IdentityId identityId,
            int submissions,
            Optional<SecretMac> browser,
            Instant at)
            implements RecoveryEvent {

        /** From a native client. */
        public CodeAccepted(
                RecoveryId recoveryId, SecretId secretId, IdentityId identityId, int submissions, Instant at) {
            this(recoveryId, secretId, identityId, submissions, Optional.empty(), at);
        }

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

    /** The person has the account back. */
    record RecoveryCompleted(
            RecoveryId recoveryId, IdentityId identityId, SessionId sessionId, SettingsId settingsId, Instant at)
            implements RecoveryEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }
}
