package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ADDRESS;
import static io.retrace.model.recovery.History.ADDRESS_KEY;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.CODE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.LETTER;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.TYPED;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.completed;
import static io.retrace.model.recovery.History.expired;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.justBefore;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.locked;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.next;
import static io.retrace.model.recovery.History.refused;
import static io.retrace.model.recovery.History.rejected;
import static io.retrace.model.recovery.History.replaced;
import static io.retrace.model.recovery.History.secondLetter;
import static io.retrace.model.recovery.History.suppressed;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.SubmitEmail.Reply.NotFound;
import io.retrace.model.recovery.SubmitEmail.Reply.Replaced;
import io.retrace.model.recovery.SubmitEmail.Reply.Requested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubmitEmailTest {

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(submitEmail(minute(5))).then(new NotFound());
    }

    @Test
    @Tag("row-225")
    void the_first_letter_holds_a_code_that_works_from_now_on() {
        given(initiated()).when(submitEmail(minute(5))).then(new Requested(), requested(1, minute(5)));
    }

    @Test
    void another_letter_is_the_next_generation() {
        given(initiated(), letter()).when(submitEmail(minute(6))).then(new Requested(), requested(2, minute(6)));
        given(initiated(), letter(), secondLetter())
                .when(submitEmail(minute(11)))
                .then(new Requested(), requested(3, minute(11)));
    }

    @Test
    void an_address_that_nobody_owns_is_answered_alike() {
        given(initiated())
                .when(submitEmail(Optional.empty(), Optional.empty(), minute(5)))
                .then(new Requested(), requested(1, Optional.empty(), Optional.empty(), minute(5)));
    }

    @Test
    void a_locked_flow_still_sends_letters() {
        given(initiated(), letter(), rejected(5), locked())
                .when(submitEmail(minute(20)))
                .then(new Requested(), requested(2, minute(20)));
    }

    @Test
    void a_flow_with_suppressed_refusals_still_sends_letters() {
        given(initiated())
                .times(3, refused())
                .and(suppressed())
                .when(submitEmail(minute(20)))
                .then(new Requested(), requested(1, minute(20)));
    }

    @Test
    void the_last_microsecond_of_a_flow_still_sends_a_letter() {
        var at = justBefore(minute(60));
        given(initiated()).when(submitEmail(at)).then(new Requested(), requested(1, at));
    }

    @Test
    @Tag("row-044")
    void at_the_very_instant_of_expiry_another_flow_takes_its_place() {
        given(initiated())
                .when(submitEmail(minute(60)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(60)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                        next(FlowType.API, expiredNotice(minute(60)), minute(60)));
    }

    @Test
    void an_expired_flow_with_a_letter_is_replaced_too() {
        given(initiated(FlowType.BROWSER), letter())
                .when(submitEmail(minute(62)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(62)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(62)),
                        next(FlowType.BROWSER, expiredNotice(minute(62)), minute(62)));
    }

    @Test
    @Tag("row-030")
    void what_takes_the_place_of_a_flow_whose_method_is_off_has_the_configured_one() {
        given(initiatedByLink())
                .when(submitEmail(minute(62)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(62)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(62)),
                        next(FlowType.BROWSER, expiredNotice(minute(62)), minute(62)));
    }

    @Test
    void expiry_is_written_once() {
        given(initiated(), expired(), replaced())
                .when(submitEmail(minute(61)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(61)),
                        next(FlowType.API, expiredNotice(minute(61)), minute(61)));
    }

    @Test
    void a_completed_flow_sends_no_more_letters() {
        given(initiated(), letter(), accepted(1), completed())
                .when(submitEmail(minute(20)))
                .then(
                        new Replaced(NEXT, Replacement.ALREADY_COMPLETED),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.ALREADY_COMPLETED, minute(20)),
                        next(
                                FlowType.API,
                                new Notice(4060001, "", Optional.empty(), Optional.empty(), List.of()),
                                minute(20)));
    }

    @Test
    void expiry_wins_over_completion() {
        given(initiated(), letter(), accepted(1), completed())
                .when(submitEmail(minute(60)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(60)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                        next(FlowType.API, expiredNotice(minute(60)), minute(60)));
    }

    @Test
    void the_last_refusal_that_is_remembered_is_still_a_replacement() {
        given(initiated(), expired())
                .times(2, replaced())
                .when(submitEmail(minute(61)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(61)),
                        next(FlowType.API, expiredNotice(minute(61)), minute(61)));
    }

    @Test
    void the_replacement_after_that_says_that_no_more_are_remembered() {
        given(initiated(), expired())
                .times(3, replaced())
                .when(submitEmail(minute(61)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RefusalsSuppressed(FLOW, minute(61)),
                        next(FlowType.API, expiredNotice(minute(61)), minute(61)));
    }

    @Test
    void from_then_on_only_the_new_flow_is_remembered() {
        given(initiated(), expired())
                .times(3, replaced())
                .and(suppressed())
                .when(submitEmail(minute(61)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        next(FlowType.API, expiredNotice(minute(61)), minute(61)));
    }

    private static SubmitEmail submitEmail(Instant at) {
        return submitEmail(Optional.of(OWNER), Optional.of(ADDRESS), at);
    }

    private static SubmitEmail submitEmail(Optional<IdentityId> owner, Optional<AddressId> address, Instant at) {
        return new SubmitEmail(
                FLOW,
                TYPED,
                ADDRESS_KEY,
                owner,
                address,
                RecoveryMethod.CODE,
                SECRET,
                CODE,
                LETTER,
                Optional.empty(),
                new Substitute(NEXT, NEXT_URL),
                ALLOWANCE,
                at);
    }

    private static RecoveryInitiated initiatedByLink() {
        return new RecoveryInitiated(
                FLOW,
                FlowType.BROWSER,
                "link",
                URL,
                minute(60),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                minute(0));
    }

    private static RecoveryEmailRequested requested(int generation, Instant at) {
        return requested(generation, Optional.of(OWNER), Optional.of(ADDRESS), at);
    }

    private static RecoveryEmailRequested requested(
            int generation, Optional<IdentityId> owner, Optional<AddressId> address, Instant at) {
        var codeExpiresAt = at.plus(Duration.ofMinutes(15));
        return new RecoveryEmailRequested(
                FLOW,
                generation,
                SECRET,
                CODE,
                codeExpiresAt,
                owner,
                address,
                TYPED,
                LETTER,
                Optional.of(ADDRESS_KEY),
                Optional.empty(),
                Optional.empty(),
                at);
    }

    private static Notice expiredNotice(Instant now) {
        var numbers = List.of(minute(60).toEpochMilli(), now.toEpochMilli());
        return new Notice(4060005, "", Optional.empty(), Optional.empty(), numbers);
    }
}
