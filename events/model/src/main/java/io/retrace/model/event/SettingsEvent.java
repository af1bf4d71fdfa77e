package io.retrace.model.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to a settings flow. */
public sealed interface SettingsEvent extends Event {

    SettingsId settingsId();

    @Override
    default String stream() {
        return settingsId().stream();
    }

    /** Why a submitted change was turned down. */
    enum Refusal {
        MALFORMED,
        NO_STRATEGY,
        ORIGIN_HEADER,
        FOREIGN_COOKIE,
        CSRF,
        ANOTHER_IDENTITY,
        SESSION_TOO_OLD,
        PASSWORD_MISSING,
        PASSWORD_REFUSED,
        RECOVERY_SESSION,
        TRAITS_REFUSED,
        ADDRESS_TAKEN
    }

    /**
     * A settings flow was opened.
     *
     * @param requestUrl the URL that opened it, closed
     * @param recovered the recovery that opened it
     * @param replaces the expired flow whose place it takes
     * @param beginning the request that it all began with; none where that is the one that opened it
     */
    record SettingsInitiated(
            SettingsId settingsId,
            IdentityId identityId,
            FlowType flowType,
            Sealed requestUrl,
            Instant expiresAt,
            Optional<RecoveryId> recovered,
            Optional<SettingsId> replaces,
            List<Notice> notices,
            Optional<Beginning> beginning,
            Instant at)
            implements SettingsEvent {

        public SettingsInitiated {
            notices = List.copyOf(notices);
        }

        /** A flow that nothing went before. */
        public SettingsInitiated(
                SettingsId settingsId,
                IdentityId identityId,
                FlowType flowType,
                Sealed requestUrl,
                Instant expiresAt,
                Optional<RecoveryId> recovered,
                Optional<SettingsId> replaces,
                List<Notice> notices,
                Instant at) {
            this(
                    settingsId,
                    identityId,
                    flowType,
                    requestUrl,
                    expiresAt,
                    recovered,
                    replaces,
                    notices,
                    Optional.empty(),
                    at);
        }

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }

    /**
     * A change was turned down.
     *
     * @param notices what the flow says from here; empty when the flow stays as it was
     * @param typed the traits that its form shows from here, closed; empty when they are the person's own
     */
    record SettingsRefused(
            SettingsId settingsId, Refusal reason, List<Notice> notices, Optional<Sealed> typed, Instant at)
            implements SettingsEvent {

        public SettingsRefused {
            notices = List.copyOf(notices);
        }

        /** A change that the form does not show. */
        public SettingsRefused(SettingsId settingsId, Refusal reason, List<Notice> notices, Instant at) {
            this(settingsId, reason, notices, Optional.empty(), at);
        }
    }

    /** Too many refusals; from here on a metric counts them. */
    record SettingsRefusalsSuppressed(SettingsId settingsId, Instant at) implements SettingsEvent {}

    /**
     * The change was saved.
     *
     * @param session of whoever saved it; empty where the same append says which session stays
     */
    record SettingsCompleted(SettingsId settingsId, IdentityId identityId, Optional<SessionId> session, Instant at)
            implements SettingsEvent {

        /** A change that ended every session but that of whoever saved it. */
        public SettingsCompleted(SettingsId settingsId, IdentityId identityId, Instant at) {
            this(settingsId, identityId, Optional.empty(), at);
        }

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }
}
