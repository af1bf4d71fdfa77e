package io.retrace.model.settings;

import static io.retrace.model.settings.Given.FLOW;
import static io.retrace.model.settings.Given.NEXT;
import static io.retrace.model.settings.Given.NEXT_URL;
import static io.retrace.model.settings.Given.PERSON;
import static io.retrace.model.settings.Given.SOMEBODY_ELSE;
import static io.retrace.model.settings.Given.URL;
import static io.retrace.model.settings.Given.completed;
import static io.retrace.model.settings.Given.given;
import static io.retrace.model.settings.Given.initiated;
import static io.retrace.model.settings.Given.justBefore;
import static io.retrace.model.settings.Given.minute;
import static io.retrace.model.settings.Given.refused;
import static io.retrace.model.settings.Given.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.settings.SettingsReply.AnotherIdentity;
import io.retrace.model.settings.SettingsReply.Expired;
import io.retrace.model.settings.SettingsReply.NotFound;
import io.retrace.model.settings.SettingsReply.Refused;
import io.retrace.model.settings.SettingsReply.Saved;
import io.retrace.model.settings.SettingsReply.SessionTooOld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubmitPasswordTest {

    private static final SessionId SESSION = new SessionId(new UUID(0, 5));
    private static final PasswordId ROW = new PasswordId(new UUID(0, 6));
    private static final PasswordFacts GOOD = new PasswordFacts(12, 12, false, false);
    private static final PasswordFacts SHORT = new PasswordFacts(6, 6, false, false);
    private static final Notice TOO_SHORT = notice(4000032, 8L, 6L);
    private static final Notice MISSING = notice(4000002);

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(submit(GOOD, minute(1))).then(new NotFound());
    }

    @Test
    @Tag("difference-password-ends-sessions")
    void a_good_password_is_saved_and_every_other_session_ends() {
        given(initiated()).when(submit(GOOD, minute(1))).then(new Saved(), saved(minute(1)));
    }

    @Test
    void a_saved_flow_takes_another_password() {
        given(initiated(), completed()).when(submit(GOOD, minute(4))).then(new Saved(), saved(minute(4)));
    }

    @Test
    void suppressed_refusals_do_not_hinder_a_good_password() {
        given(initiated())
                .times(3, refused())
                .and(suppressed())
                .when(submit(GOOD, minute(4)))
                .then(new Saved(), saved(minute(4)));
    }

    @Test
    void the_last_microsecond_of_a_flow_is_in_time() {
        var at = justBefore(minute(30));
        given(initiated()).when(submit(GOOD, at)).then(new Saved(), saved(at));
    }

    @Test
    void at_the_very_instant_of_expiry_another_flow_takes_its_place() {
        given(initiated(FlowType.BROWSER))
                .when(submit(GOOD, minute(30)))
                .then(new Expired(NEXT, minute(30)), next(FlowType.BROWSER, minute(30)));
        given(initiated(FlowType.API), completed())
                .when(submit(GOOD, minute(32)))
                .then(new Expired(NEXT, minute(30)), next(FlowType.API, minute(32)));
    }

    @Test
    void an_expired_flow_of_somebody_else_is_expired_and_stays_theirs() {
        given(initiated(FlowType.BROWSER))
                .when(submit(SOMEBODY_ELSE, minute(0), Optional.of(GOOD), Optional.of(ROW), minute(30)))
                .then(new Expired(NEXT, minute(30)), next(FlowType.BROWSER, minute(30)));
    }

    @Test
    void a_flow_of_somebody_else_changes_nothing_and_says_nothing() {
        given(initiated())
                .when(submit(SOMEBODY_ELSE, minute(0), Optional.of(GOOD), Optional.of(ROW), minute(1)))
                .then(new AnotherIdentity(), remembered(Refusal.ANOTHER_IDENTITY, minute(1)));
    }

    @Test
    void whose_flow_it_is_matters_before_the_age_of_the_session() {
        given(initiated())
                .when(submit(SOMEBODY_ELSE, minute(-60), Optional.of(GOOD), Optional.of(ROW), minute(1)))
                .then(new AnotherIdentity(), remembered(Refusal.ANOTHER_IDENTITY, minute(1)));
    }

    @Test
    void a_session_is_too_old_at_the_very_instant_of_its_greatest_age() {
        given(initiated())
                .when(submit(PERSON, minute(5), Optional.of(GOOD), Optional.of(ROW), minute(25)))
                .then(new SessionTooOld(), remembered(Refusal.SESSION_TOO_OLD, minute(25)));
        var at = justBefore(minute(25));
        given(initiated())
                .when(submit(PERSON, minute(5), Optional.of(GOOD), Optional.of(ROW), at))
                .then(new Saved(), saved(at));
    }

    @Test
    void the_age_of_the_session_matters_before_the_password() {
        given(initiated())
                .when(submit(PERSON, minute(-60), Optional.of(SHORT), Optional.empty(), minute(1)))
                .then(new SessionTooOld(), remembered(Refusal.SESSION_TOO_OLD, minute(1)));
    }

    @Test
    void a_missing_password_is_named() {
        given(initiated())
                .when(submit(PERSON, minute(0), Optional.empty(), Optional.empty(), minute(1)))
                .then(new Refused(List.of(MISSING)), remembered(Refusal.PASSWORD_MISSING, minute(1), MISSING));
    }

    @Test
    void a_password_against_the_policy_is_refused_although_it_was_hashed() {
        given(initiated())
                .when(submit(PERSON, minute(0), Optional.of(SHORT), Optional.of(ROW), minute(1)))
                .then(new Refused(List.of(TOO_SHORT)), remembered(Refusal.PASSWORD_REFUSED, minute(1), TOO_SHORT));
    }

    @Test
    void a_password_without_a_row_cannot_be_saved() {
        given(initiated())
                .when(submit(PERSON, minute(0), Optional.of(GOOD), Optional.empty(), minute(1)))
                .then(new Refused(List.of()), remembered(Refusal.PASSWORD_REFUSED, minute(1)));
    }

    @Test
    void what_is_found_out_about_a_password_changes_nothing_else_of_the_command() {
        assertThat(submit(SOMEBODY_ELSE, minute(0), Optional.empty(), Optional.empty(), minute(1))
                        .knowing(GOOD, Optional.of(ROW)))
                .isEqualTo(submit(SOMEBODY_ELSE, minute(0), Optional.of(GOOD), Optional.of(ROW), minute(1)));
    }

    @Test
    void the_last_refusal_that_is_remembered_is_an_ordinary_one() {
        given(initiated())
                .times(2, refused())
                .when(submit(SHORT, minute(4)))
                .then(new Refused(List.of(TOO_SHORT)), remembered(Refusal.PASSWORD_REFUSED, minute(4), TOO_SHORT));
    }

    @Test
    void the_refusal_after_that_says_that_no_more_are_remembered() {
        given(initiated())
                .times(3, refused())
                .when(submit(SHORT, minute(4)))
                .then(new Refused(List.of(TOO_SHORT)), new SettingsRefusalsSuppressed(FLOW, minute(4)));
    }

    @Test
    void from_then_on_refusals_leave_no_trace() {
        given(initiated())
                .times(3, refused())
                .and(suppressed())
                .when(submit(SHORT, minute(4)))
                .then(new Refused(List.of(TOO_SHORT)));
    }

    @Test
    void a_reply_keeps_its_own_copy_of_the_notices() {
        var notices = new ArrayList<>(List.of(MISSING));
        var reply = new Refused(notices);
        notices.clear();
        assertThat(reply.notices()).containsExactly(MISSING);
    }

    private static SubmitPassword submit(PasswordFacts facts, Instant at) {
        return submit(PERSON, at.minus(Duration.ofMinutes(1)), Optional.of(facts), Optional.of(ROW), at);
    }

    private static SubmitPassword submit(
            IdentityId person,
            Instant authenticatedAt,
            Optional<PasswordFacts> facts,
            Optional<PasswordId> row,
            Instant at) {
        return new SubmitPassword(
                FLOW, person, SESSION, authenticatedAt, facts, row, new Successor(NEXT, NEXT_URL), at);
    }

    private static Event[] saved(Instant at) {
        return new Event[] {
            new PasswordChanged(PERSON, ROW, at),
            new SessionsRevoked(PERSON, Optional.of(SESSION), at),
            new SettingsCompleted(FLOW, PERSON, at)
        };
    }

    private static SettingsRefused remembered(Refusal reason, Instant at, Notice... notices) {
        return new SettingsRefused(FLOW, reason, List.of(notices), at);
    }

    private static SettingsInitiated next(FlowType type, Instant at) {
        var numbers = List.of(minute(30).toEpochMilli(), at.toEpochMilli());
        return new SettingsInitiated(
                NEXT,
                PERSON,
                type,
                NEXT_URL,
                at.plus(Duration.ofMinutes(30)),
                Optional.empty(),
                Optional.of(FLOW),
                List.of(new Notice(4050001, "", Optional.empty(), Optional.empty(), numbers)),
                Optional.of(new Beginning(FLOW.stream(), URL)),
                at);
    }

    private static Notice notice(int id, Long... numbers) {
        return new Notice(id, "password", Optional.empty(), Optional.empty(), List.of(numbers));
    }
}
