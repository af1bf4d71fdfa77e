package io.retrace.query.replay;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.session.Session;
import io.retrace.model.settings.InitiateSettings;
import io.retrace.model.settings.PasswordFacts;
import io.retrace.model.settings.RefuseSettings;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SubmitPassword;
import io.retrace.model.settings.Successor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Settings commands, made again from their events and decided again. */
final class SettingsAgain {

    private static final UUID NONE = new UUID(0, 0);
    private static final PasswordFacts GOOD = new PasswordFacts(64, 64, false, false);

    private final Retelling retelling;

    SettingsAgain(Retelling retelling) {
        this.retelling = retelling;
    }

    Decision<?> saved(PasswordChanged first, List<Event> events) {
        var completed = find(events, SettingsCompleted.class);
        var session = find(events, SessionsRevoked.class).except().orElseThrow();
        var command = new SubmitPassword(
                completed.settingsId(),
                first.identityId(),
                session,
                beganAt(session, first.at()),
                Optional.of(GOOD),
                Optional.of(first.passwordId()),
                new Successor(completed.settingsId(), nothing()),
                first.at());
        return SubmitPassword.decide(command, retelling.told().settings(completed.stream()), retelling.policy());
    }

    Decision<?> again(SettingsEvent first, List<Event> events) {
        var state = retelling.told().settings(first.stream());
        return switch (first) {
            case SettingsInitiated e when e.replaces().isPresent() -> expired(e);
            case SettingsInitiated e ->
                InitiateSettings.decide(
                        new InitiateSettings(e.settingsId(), e.identityId(), e.flowType(), e.requestUrl(), e.at()),
                        state,
                        retelling.policy());
            case SettingsRefused e -> refused(e, state);
            default -> new Decision<>(events, first);
        };
    }

    private Decision<?> expired(SettingsInitiated e) {
        var old = e.replaces().orElseThrow();
        var command = new RefuseSettings(
                old,
                e.identityId(),
                Refusal.MALFORMED,
                List.of(),
                new Successor(e.settingsId(), e.requestUrl()),
                e.at());
        return RefuseSettings.decide(command, retelling.told().settings(old.stream()), retelling.policy());
    }

    private Decision<?> refused(SettingsRefused e, Settings state) {
        var owner = state instanceof Settings.Open open ? open.identityId() : new IdentityId(NONE);
        var successor = new Successor(e.settingsId(), nothing());
        return switch (e.reason()) {
            case MALFORMED, NO_STRATEGY, ORIGIN_HEADER, FOREIGN_COOKIE, CSRF ->
                RefuseSettings.decide(
                        new RefuseSettings(e.settingsId(), owner, e.reason(), e.notices(), successor, e.at()),
                        state,
                        retelling.policy());
            case ANOTHER_IDENTITY -> password(e, new IdentityId(NONE), e.at(), Optional.empty(), state);
            case TRAITS_REFUSED, ADDRESS_TAKEN, RECOVERY_SESSION -> new ProfileAgain(retelling).refused(e);
            case SESSION_TOO_OLD -> password(e, owner, Instant.EPOCH, Optional.empty(), state);
            case PASSWORD_MISSING -> password(e, owner, e.at(), Optional.empty(), state);
            case PASSWORD_REFUSED -> password(e, owner, e.at(), Optional.of(facts(e)), state);
        };
    }

    private Decision<?> password(
            SettingsRefused e, IdentityId who, Instant authenticatedAt, Optional<PasswordFacts> facts, Settings state) {
        var command = new SubmitPassword(
                e.settingsId(),
                who,
                new SessionId(NONE),
                authenticatedAt,
                facts,
                Optional.empty(),
                new Successor(e.settingsId(), nothing()),
                e.at());
        return SubmitPassword.decide(command, state, retelling.policy());
    }

    /** What was wrong with the password, from what the flow said about it. */
    private static PasswordFacts facts(SettingsRefused e) {
        Notice said = e.notices().getFirst();
        return switch (said.id()) {
            case 4000032 -> new PasswordFacts(said.numbers().get(1).intValue(), 1, false, false);
            case 4000033 -> new PasswordFacts(64, said.numbers().get(1).intValue(), false, false);
            case 4000031 -> new PasswordFacts(64, 64, true, false);
            case 4000039 -> new PasswordFacts(64, 64, false, true);
            case 4000034 -> GOOD.found(OptionalLong.of(said.numbers().getFirst()));
            case 4000005 -> GOOD.found(OptionalLong.empty());
            case 4000009 -> new PasswordFacts(64, 64, false, false, OptionalLong.of(0), false);
            default -> GOOD;
        };
    }

    private Instant beganAt(SessionId id, Instant otherwise) {
        return retelling.recorded().session(id) instanceof Session.Issued issued ? issued.issuedAt() : otherwise;
    }

    private static Sealed nothing() {
        return new Sealed("none", "");
    }

    private static <T> T find(List<Event> events, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
