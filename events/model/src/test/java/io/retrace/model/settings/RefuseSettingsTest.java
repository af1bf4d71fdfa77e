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
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.settings.SettingsReply.AnotherIdentity;
import io.retrace.model.settings.SettingsReply.Expired;
import io.retrace.model.settings.SettingsReply.NotFound;
import io.retrace.model.settings.SettingsReply.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefuseSettingsTest {

    private static final Notice NO_STRATEGY = new Notice(4010004, "", Optional.empty(), Optional.empty(), List.of());

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(refuse(PERSON, Refusal.MALFORMED, minute(1))).then(new NotFound());
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_is_remembered_with_what_the_flow_says_from_here(Refusal reason) {
        given(initiated())
                .when(refuse(PERSON, reason, minute(1)))
                .then(
                        new Refused(List.of(NO_STRATEGY)),
                        new SettingsRefused(FLOW, reason, List.of(NO_STRATEGY), minute(1)));
    }

    @Test
    void a_saved_flow_refuses_like_any_other() {
        given(initiated(), completed())
                .when(refuse(PERSON, Refusal.MALFORMED, minute(4)))
                .then(
                        new Refused(List.of(NO_STRATEGY)),
                        new SettingsRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), minute(4)));
    }

    @Test
    void a_flow_of_somebody_else_says_nothing() {
        given(initiated())
                .when(refuse(SOMEBODY_ELSE, Refusal.MALFORMED, minute(1)))
                .then(new AnotherIdentity(), new SettingsRefused(FLOW, Refusal.ANOTHER_IDENTITY, List.of(), minute(1)));
    }

    @Test
    void the_last_microsecond_of_a_flow_is_in_time() {
        var at = justBefore(minute(30));
        given(initiated())
                .when(refuse(PERSON, Refusal.MALFORMED, at))
                .then(
                        new Refused(List.of(NO_STRATEGY)),
                        new SettingsRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), at));
    }

    @Test
    void at_the_very_instant_of_expiry_another_flow_takes_its_place() {
        given(initiated(FlowType.API))
                .when(refuse(PERSON, Refusal.MALFORMED, minute(30)))
                .then(new Expired(NEXT, minute(30)), next(minute(30), minute(60)));
    }

    @Test
    void an_expired_flow_of_somebody_else_is_expired_and_stays_theirs() {
        given(initiated(FlowType.API))
                .when(refuse(SOMEBODY_ELSE, Refusal.MALFORMED, minute(31)))
                .then(new Expired(NEXT, minute(30)), next(minute(31), minute(61)));
    }

    @Test
    void refusals_are_remembered_up_to_a_limit_then_once_that_no_more_are_then_not_at_all() {
        var flow = given(initiated());
        flow.times(2, refused())
                .when(refuse(PERSON, Refusal.MALFORMED, minute(4)))
                .then(
                        new Refused(List.of(NO_STRATEGY)),
                        new SettingsRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), minute(4)));
        flow.times(3, refused())
                .when(refuse(PERSON, Refusal.MALFORMED, minute(4)))
                .then(new Refused(List.of(NO_STRATEGY)), new SettingsRefusalsSuppressed(FLOW, minute(4)));
        flow.times(3, refused())
                .and(suppressed())
                .when(refuse(PERSON, Refusal.MALFORMED, minute(4)))
                .then(new Refused(List.of(NO_STRATEGY)));
    }

    @Test
    void strangers_fill_the_same_limit() {
        given(initiated())
                .times(3, refused())
                .when(refuse(SOMEBODY_ELSE, Refusal.MALFORMED, minute(4)))
                .then(new AnotherIdentity(), new SettingsRefusalsSuppressed(FLOW, minute(4)));
    }

    @Test
    void a_command_keeps_its_own_copy_of_the_notices() {
        var notices = new ArrayList<>(List.of(NO_STRATEGY));
        var command =
                new RefuseSettings(FLOW, PERSON, Refusal.MALFORMED, notices, new Successor(NEXT, NEXT_URL), minute(1));
        notices.clear();
        assertThat(command.notices()).containsExactly(NO_STRATEGY);
    }

    private static RefuseSettings refuse(IdentityId person, Refusal reason, Instant at) {
        return new RefuseSettings(FLOW, person, reason, List.of(NO_STRATEGY), new Successor(NEXT, NEXT_URL), at);
    }

    private static SettingsInitiated next(Instant at, Instant expiresAt) {
        var numbers = List.of(minute(30).toEpochMilli(), at.toEpochMilli());
        return new SettingsInitiated(
                NEXT,
                PERSON,
                FlowType.API,
                NEXT_URL,
                expiresAt,
                Optional.empty(),
                Optional.of(FLOW),
                List.of(new Notice(4050001, "", Optional.empty(), Optional.empty(), numbers)),
                Optional.of(new Beginning(FLOW.stream(), URL)),
                at);
    }
}
