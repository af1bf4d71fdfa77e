package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.justBefore;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.next;
import static io.retrace.model.recovery.History.refused;
import static io.retrace.model.recovery.History.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.recovery.RefuseRecovery.Reply.NotFound;
import io.retrace.model.recovery.RefuseRecovery.Reply.Refused;
import io.retrace.model.recovery.RefuseRecovery.Reply.Replaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RefuseRecoveryTest {

    private static final Notice NO_STRATEGY = new Notice(4010005, "", Optional.empty(), Optional.empty(), List.of());
    private static final Notice ORIGIN = guard(
            "The HTTP Request Header included the \"Origin\" key, indicating that this request was made as part of an AJAX request in a Browser. The flow however was initiated as an API request. To prevent potential misuse and mitigate several attack vectors including CSRF, the request has been blocked. Please consult the documentation.");
    private static final Notice COOKIE = guard(
            "The HTTP Request Header included the \"Cookie\" key, indicating that this request was made by a Browser. The flow however was initiated as an API request. To prevent potential misuse and mitigate several attack vectors including CSRF, the request has been blocked. Please consult the documentation.");

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(refuse(Refusal.MALFORMED, minute(1))).then(new NotFound());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ORIGIN_HEADER", "FOREIGN_COOKIE"})
    void a_refusal_is_remembered_with_what_the_flow_says_from_here(Refusal reason) {
        given(initiated())
                .when(refuse(reason, minute(1)))
                .then(new Refused(reason), new RecoveryRefused(FLOW, reason, List.of(NO_STRATEGY), minute(1)));
    }

    @Test
    void a_refusal_is_remembered_wherever_the_flow_stands() {
        var remembered = new RecoveryRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), minute(20));
        given(initiated(), letter())
                .when(refuse(Refusal.MALFORMED, minute(20)))
                .then(new Refused(Refusal.MALFORMED), remembered);
        given(initiated(), letter(), accepted(1))
                .when(refuse(Refusal.MALFORMED, minute(20)))
                .then(new Refused(Refusal.MALFORMED), remembered);
    }

    @Test
    void a_refusal_may_say_nothing() {
        var silent = new RefuseRecovery(
                FLOW, Refusal.SESSION_PRESENT, List.of(), new Substitute(NEXT, NEXT_URL), ALLOWANCE, minute(1));
        given(initiated())
                .when(silent)
                .then(
                        new Refused(Refusal.SESSION_PRESENT),
                        new RecoveryRefused(FLOW, Refusal.SESSION_PRESENT, List.of(), minute(1)));
    }

    @Test
    void a_command_keeps_its_own_copy_of_the_notices() {
        var notices = new ArrayList<>(List.of(NO_STRATEGY));
        var command = new RefuseRecovery(
                FLOW, Refusal.MALFORMED, notices, new Substitute(NEXT, NEXT_URL), ALLOWANCE, minute(1));
        notices.clear();
        assertThat(command.notices()).containsExactly(NO_STRATEGY);
    }

    @Test
    void a_native_flow_that_a_browser_posts_to_gives_way_to_a_browser_flow() {
        given(initiated(FlowType.API))
                .when(refuse(Refusal.ORIGIN_HEADER, minute(1)))
                .then(
                        new Replaced(NEXT, Replacement.ORIGIN_HEADER),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.ORIGIN_HEADER, minute(1)),
                        next(FlowType.BROWSER, ORIGIN, minute(1)));
        given(initiated(FlowType.API), letter())
                .when(refuse(Refusal.FOREIGN_COOKIE, minute(20)))
                .then(
                        new Replaced(NEXT, Replacement.FOREIGN_COOKIE),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.FOREIGN_COOKIE, minute(20)),
                        next(FlowType.BROWSER, COOKIE, minute(20)));
    }

    @ParameterizedTest
    @EnumSource
    void at_the_very_instant_of_expiry_every_reason_is_expiry(Refusal reason) {
        given(initiated(FlowType.API))
                .when(refuse(reason, minute(60)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(60)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                        next(FlowType.API, expired(), minute(60)));
    }

    @Test
    void the_last_microsecond_of_a_flow_is_in_time() {
        var at = justBefore(minute(60));
        given(initiated())
                .when(refuse(Refusal.MALFORMED, at))
                .then(
                        new Refused(Refusal.MALFORMED),
                        new RecoveryRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), at));
    }

    @Test
    void the_last_refusal_that_is_remembered_is_an_ordinary_one() {
        given(initiated())
                .times(2, refused())
                .when(refuse(Refusal.MALFORMED, minute(15)))
                .then(
                        new Refused(Refusal.MALFORMED),
                        new RecoveryRefused(FLOW, Refusal.MALFORMED, List.of(NO_STRATEGY), minute(15)));
    }

    @Test
    void the_refusal_after_that_says_that_no_more_are_remembered() {
        given(initiated())
                .times(3, refused())
                .when(refuse(Refusal.MALFORMED, minute(15)))
                .then(new Refused(Refusal.MALFORMED), new RefusalsSuppressed(FLOW, minute(15)));
    }

    @Test
    void from_then_on_refusals_leave_no_trace() {
        given(initiated())
                .times(3, refused())
                .and(suppressed())
                .when(refuse(Refusal.MALFORMED, minute(15)))
                .then(new Refused(Refusal.MALFORMED));
    }

    @Test
    void from_then_on_a_replacement_shows_only_in_the_new_flow() {
        given(initiated())
                .times(3, refused())
                .when(refuse(Refusal.ORIGIN_HEADER, minute(15)))
                .then(
                        new Replaced(NEXT, Replacement.ORIGIN_HEADER),
                        new RefusalsSuppressed(FLOW, minute(15)),
                        next(FlowType.BROWSER, ORIGIN, minute(15)));
        given(initiated())
                .times(3, refused())
                .and(suppressed())
                .when(refuse(Refusal.ORIGIN_HEADER, minute(15)))
                .then(new Replaced(NEXT, Replacement.ORIGIN_HEADER), next(FlowType.BROWSER, ORIGIN, minute(15)));
    }

    private static RefuseRecovery refuse(Refusal reason, Instant at) {
        return new RefuseRecovery(FLOW, reason, List.of(NO_STRATEGY), new Substitute(NEXT, NEXT_URL), ALLOWANCE, at);
    }

    private static Notice expired() {
        var numbers = List.of(minute(60).toEpochMilli(), minute(60).toEpochMilli());
        return new Notice(4060005, "", Optional.empty(), Optional.empty(), numbers);
    }

    private static Notice guard(String text) {
        return new Notice(4000001, "", Optional.of(text), Optional.empty(), List.of());
    }
}
