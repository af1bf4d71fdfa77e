package io.retrace.model.settings;

import static io.retrace.model.settings.Given.FLOW;
import static io.retrace.model.settings.Given.NEXT;
import static io.retrace.model.settings.Given.NEXT_URL;
import static io.retrace.model.settings.Given.PERSON;
import static io.retrace.model.settings.Given.POLICY;
import static io.retrace.model.settings.Given.SOMEBODY_ELSE;
import static io.retrace.model.settings.Given.given;
import static io.retrace.model.settings.Given.initiated;
import static io.retrace.model.settings.Given.justBefore;
import static io.retrace.model.settings.Given.minute;
import static io.retrace.model.settings.Given.refused;
import static io.retrace.model.settings.Given.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.SettingsReply.AnotherIdentity;
import io.retrace.model.settings.SettingsReply.CredentialsOnly;
import io.retrace.model.settings.SettingsReply.Expired;
import io.retrace.model.settings.SettingsReply.NotFound;
import io.retrace.model.settings.SettingsReply.Outdated;
import io.retrace.model.settings.SettingsReply.Refused;
import io.retrace.model.settings.SettingsReply.Saved;
import io.retrace.model.settings.SettingsReply.SessionTooOld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubmitProfileTest {

    private static final SessionId SESSION = new SessionId(new UUID(0, 7));
    private static final AddressId OLD = new AddressId(new UUID(0, 8));
    private static final AddressId NEW = new AddressId(new UUID(0, 9));
    private static final Sealed BEFORE = new Sealed("identity-3", "YmVmb3Jl");
    private static final Sealed AFTER = new Sealed("identity-3", "YWZ0ZXI");
    private static final Sealed TYPED = new Sealed("identity-3", "dHlwZWQ");
    private static final Set<Purpose> PURPOSES = Set.of(Purpose.RECOVERY, Purpose.PASSWORD_IDENTIFIER);
    private static final NewAddress CLAIMED = new NewAddress(NEW, Via.EMAIL, PURPOSES, AFTER);
    private static final Notice MISSING = Notice.missing("traits.email");
    private static final Notice TAKEN = new Notice(4000007, "", Optional.empty(), Optional.empty(), List.of());
    private static final Identity.Present PERSON_NOW = person(BEFORE);
    private static final ProfileChange NICKNAME = change(List.of(), false, false, List.of(), List.of());
    private static final ProfileChange ADDRESS = change(List.of(), true, false, List.of(OLD), List.of(CLAIMED));

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        when(given(), submit(NICKNAME, minute(1))).then(new NotFound());
    }

    @Test
    void at_the_very_instant_of_expiry_another_flow_takes_its_place() {
        var decision = when(given(initiated()), submit(NICKNAME, minute(30))).decision();

        assertThat(decision.reply()).isEqualTo(new Expired(NEXT, minute(30)));
        assertThat(decision.events()).extracting(Event::stream).containsExactly(NEXT.stream());
    }

    @Test
    @Tag("row-289")
    void a_flow_of_somebody_else_changes_nothing_and_says_nothing() {
        when(given(initiated()), submit(SOMEBODY_ELSE, Method.CODE_RECOVERY, minute(0), NICKNAME, minute(1)))
                .then(new AnotherIdentity(), remembered(Refusal.ANOTHER_IDENTITY, minute(1)));
    }

    @Test
    @Tag("row-269")
    void what_nobody_is_reached_by_changes_with_a_session_of_any_age() {
        when(given(initiated()), submit(NICKNAME, minute(29)))
                .then(new Saved(), new IdentityTraitsChanged(PERSON, "default", AFTER, minute(29)), saved(minute(29)));
    }

    @Test
    @Tag("row-268")
    void an_address_changes_with_a_fresh_session_the_old_one_is_free_and_the_new_one_theirs() {
        var at = justBefore(minute(20));
        when(given(initiated()), submit(ADDRESS, at))
                .then(
                        new Saved(),
                        new IdentityTraitsChanged(PERSON, "default", AFTER, at),
                        new AddressReleased(PERSON, OLD, at),
                        new AddressClaimed(PERSON, NEW, Via.EMAIL, PURPOSES, AFTER, at),
                        saved(at));
    }

    @Test
    void an_address_does_not_change_with_a_session_that_is_too_old() {
        when(given(initiated()), submit(ADDRESS, minute(20)))
                .then(new SessionTooOld(), remembered(Refusal.SESSION_TOO_OLD, minute(20)));
    }

    @Test
    void nothing_that_changes_is_saved_without_a_new_profile() {
        var none = new ProfileChange(
                PERSON_NOW, Optional.empty(), List.of(), Optional.of(TYPED), false, false, List.of(), List.of());

        when(given(initiated()), submit(none, minute(1))).then(new Saved(), saved(minute(1)));
    }

    @Test
    void what_the_schema_says_against_them_is_said_and_shown_with_what_was_typed() {
        var bad = change(List.of(MISSING), true, true, List.of(OLD), List.of());
        when(given(initiated()), submit(bad, minute(25)))
                .then(
                        new Refused(List.of(MISSING)),
                        new SettingsRefused(
                                FLOW, Refusal.TRAITS_REFUSED, List.of(MISSING), Optional.of(TYPED), minute(25)));
    }

    @Test
    void that_an_address_is_somebody_elses_is_told_to_a_fresh_session_only() {
        var taken = submit(ADDRESS, minute(1)).whereTaken();
        when(given(initiated()), taken)
                .then(
                        new Refused(List.of(TAKEN)),
                        new SettingsRefused(
                                FLOW, Refusal.ADDRESS_TAKEN, List.of(TAKEN), Optional.of(TYPED), minute(1)));
        when(given(initiated()), submit(ADDRESS, minute(20)).whereTaken())
                .then(new SessionTooOld(), remembered(Refusal.SESSION_TOO_OLD, minute(20)));
    }

    @Test
    void what_was_made_for_a_person_who_has_changed_since_is_made_again() {
        var changed = new Given.When<>(SubmitProfile.decide(
                submit(ADDRESS, minute(1)), given(initiated()).state(), person(TYPED), POLICY));
        changed.then(new Outdated());
        var gone = new Given.When<>(SubmitProfile.decide(
                submit(ADDRESS, minute(1)), given(initiated()).state(), new Identity.Deleted(PERSON), POLICY));
        gone.then(new Outdated());
    }

    @Test
    @Tag("difference-recovered-sessions-set-credentials")
    void where_a_recovery_only_leads_to_a_credential_its_session_changes_nothing_else() {
        var decision = SubmitProfile.decide(
                submit(NICKNAME, minute(1)), given(initiated()).state(), PERSON_NOW, Policy.asvsL2());

        new Given.When<>(decision).then(new CredentialsOnly(), remembered(Refusal.RECOVERY_SESSION, minute(1)));
    }

    @Test
    void refusals_are_remembered_up_to_a_limit_then_once_that_no_more_are_then_not_at_all() {
        var bad = submit(change(List.of(MISSING), false, false, List.of(), List.of()), minute(4));
        var said = new Refused(List.of(MISSING));
        var full = given(initiated()).times(3, refused());

        when(full, bad).then(said, new SettingsRefusalsSuppressed(FLOW, minute(4)));
        when(full.and(suppressed()), bad).then(said);
    }

    private static Given.When<SettingsReply> when(Given history, SubmitProfile command) {
        Decision<SettingsReply> decision = SubmitProfile.decide(command, history.state(), PERSON_NOW, POLICY);
        return new Given.When<>(decision);
    }

    private static SubmitProfile submit(ProfileChange change, Instant at) {
        return submit(PERSON, Method.CODE_RECOVERY, minute(0), change, at);
    }

    private static SubmitProfile submit(
            IdentityId person, Method method, Instant authenticatedAt, ProfileChange change, Instant at) {
        return new SubmitProfile(
                FLOW, person, SESSION, method, authenticatedAt, change, new Successor(NEXT, NEXT_URL), at);
    }

    private static ProfileChange change(
            List<Notice> objections,
            boolean guarded,
            boolean taken,
            List<AddressId> released,
            List<NewAddress> claimed) {
        return new ProfileChange(
                PERSON_NOW, Optional.of(AFTER), objections, Optional.of(TYPED), guarded, taken, released, claimed);
    }

    private static Identity.Present person(Sealed traits) {
        var address = new Identity.Address(OLD, Via.EMAIL, PURPOSES, BEFORE, Optional.empty(), minute(0), minute(0));
        return new Identity.Present(
                PERSON,
                "default",
                true,
                traits,
                Optional.empty(),
                false,
                List.of(address),
                Optional.empty(),
                minute(0),
                minute(0),
                minute(0));
    }

    private static SettingsCompleted saved(Instant at) {
        return new SettingsCompleted(FLOW, PERSON, Optional.of(SESSION), at);
    }

    private static SettingsRefused remembered(Refusal reason, Instant at) {
        return new SettingsRefused(FLOW, reason, List.of(), at);
    }
}
