package io.retrace.wire.settings;

import io.retrace.model.policy.AfterRecovery;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoverySessions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The flows, {@code retrace.selfservice.flows} (spec section 17). */
public record Flows(
        @DefaultValue RecoveryFlow recovery,
        @DefaultValue SettingsFlow settings,
        @DefaultValue LoginFlow login,
        @DefaultValue LogoutFlow logout,
        @DefaultValue ErrorFlow error) {

    /**
     * Recovery.
     *
     * @param enabled whether accounts can be recovered at all
     * @param uiUrl the page that shows a recovery flow; it gets {@code ?flow=}
     * @param lifespan how long a recovery flow may be used
     * @param use the method that a new flow offers
     * @param notifyUnknownRecipients whether somebody without an account gets a letter that says so
     */
    public record RecoveryFlow(
            @DefaultValue("false") boolean enabled,

            @DefaultValue("https://www.ory.com/kratos/docs/fallback/recovery")
            URI uiUrl,

            @DefaultValue("1h") Duration lifespan,
            @DefaultValue("code") RecoveryMethod use,
            @DefaultValue("false") boolean notifyUnknownRecipients,
            @DefaultValue RecoveryAfter after) {}

    /**
     * After a recovery.
     *
     * @param defaultBrowserReturnUrl where its settings flow leads when the client named nothing
     * @param hooks what it brings with it: {@code hook: revoke_active_sessions}; what the profile says where there are none
     */
    public record RecoveryAfter(
            @Nullable URI defaultBrowserReturnUrl,
            @DefaultValue List<Hook> hooks) {

        public RecoveryAfter {
            hooks = List.copyOf(hooks);
            if (hooks.size() > 1) {
                throw new IllegalArgumentException("of hooks there is one to name, were " + hooks.size());
            }
        }

        /** What its session may not do. */
        public Optional<RecoverySessions> sessions(Profile profile) {
            return profile.policy().recoverySessions();
        }

        /** What it brings with it. */
        public Optional<AfterRecovery> brings(Profile profile) {
            return hooks.isEmpty()
                    ? profile.policy().afterRecovery()
                    : Optional.of(hooks.getFirst().hook());
        }
    }

    /** Something that happens besides, by the peer's name: {@code revoke_active_sessions}. */
    public record Hook(AfterRecovery hook) {}

    /**
     * Settings.
     *
     * @param uiUrl the page that shows a settings flow; it gets {@code ?flow=}
     * @param lifespan how long a settings flow may be used
     * @param privilegedSessionMaxAge how old a session may be that sets a password
     */
    public record SettingsFlow(
            @DefaultValue("https://www.ory.com/kratos/docs/fallback/settings")
            URI uiUrl,

            @DefaultValue("1h") Duration lifespan,
            @DefaultValue("1h") Duration privilegedSessionMaxAge,
            @DefaultValue SettingsAfter after) {}

    /**
     * After a change was saved.
     *
     * @param defaultBrowserReturnUrl where a browser goes that named nothing; to the page of the flow if it is not set
     * @param password where it goes after a new password
     * @param profile where it goes after another profile
     */
    public record SettingsAfter(
            @Nullable URI defaultBrowserReturnUrl,
            @DefaultValue AfterMethod password,
            @DefaultValue AfterMethod profile) {

        /** Where it goes after a change by that method. */
        public Optional<URI> returnUrl(String method) {
            var own = method.equals("profile") ? profile : password;
            return Optional.ofNullable(own.defaultBrowserReturnUrl())
                    .or(() -> Optional.ofNullable(defaultBrowserReturnUrl));
        }
    }

    /**
     * The same after one method.
     *
     * @param defaultBrowserReturnUrl where a browser goes that named nothing; as after any change if it is not set
     */
    public record AfterMethod(@Nullable URI defaultBrowserReturnUrl) {}

    /**
     * Login, of which there is only the page so far.
     *
     * @param uiUrl where a browser is sent that must sign in first
     */
    public record LoginFlow(
            @DefaultValue("https://www.ory.sh/kratos/docs/fallback/login")
            URI uiUrl) {}

    /** Logout. */
    public record LogoutFlow(@DefaultValue LogoutAfter after) {}

    /**
     * After a logout.
     *
     * @param defaultBrowserReturnUrl where a browser goes that names nothing else; where everybody goes if it is not set
     */
    public record LogoutAfter(@Nullable URI defaultBrowserReturnUrl) {}

    /**
     * Errors that have no flow.
     *
     * @param uiUrl the page that shows one to a browser; it gets {@code ?id=}
     */
    public record ErrorFlow(
            @DefaultValue("https://www.ory.com/kratos/docs/fallback/error")
            URI uiUrl) {}
}
