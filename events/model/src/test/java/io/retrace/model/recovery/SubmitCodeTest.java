package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ADDRESS;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.OTHER_ADDRESS;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.SECOND_SECRET;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.SESSION;
import static io.retrace.model.recovery.History.SETTINGS;
import static io.retrace.model.recovery.History.SETTINGS_URL;
import static io.retrace.model.recovery.History.TOKEN;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.address;
import static io.retrace.model.recovery.History.completed;
import static io.retrace.model.recovery.History.expired;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.justBefore;
import static io.retrace.model.recovery.History.lateLetter;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.letterToNobody;
import static io.retrace.model.recovery.History.locked;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.next;
import static io.retrace.model.recovery.History.owner;
import static io.retrace.model.recovery.History.refused;
import static io.retrace.model.recovery.History.rejected;
import static io.retrace.model.recovery.History.replaced;
import static io.retrace.model.recovery.History.secondLetter;
import static io.retrace.model.recovery.History.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.PolicyWith;
import io.retrace.model.recovery.SubmitCode.Reply.Completed;
import io.retrace.model.recovery.SubmitCode.Reply.Inactive;
import io.retrace.model.recovery.SubmitCode.Reply.NotFound;
import io.retrace.model.recovery.SubmitCode.Reply.Rejected;
import io.retrace.model.recovery.SubmitCode.Reply.Replaced;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubmitCodeTest {

    private static final Policy REVOKING = PolicyWith.sessionsRevoked(History.POLICY);
    private static final Replaced TOO_OFTEN = new Replaced(NEXT, Replacement.TOO_OFTEN);
    private static final Replaced EXPIRED = new Replaced(NEXT, Replacement.EXPIRED);
    private static final Replaced CODE_USED = new Replaced(NEXT, Replacement.CODE_USED);

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(rightCode(minute(6))).then(new NotFound());
    }

    @Nested
    class The_right_code {

        @Test
        void opens_a_session_and_a_settings_flow_and_verifies_the_address() {
            given(initiated(), letter())
                    .when(rightCode(minute(6)))
                    .then(
                            new Completed(OWNER, SESSION, Optional.of(SETTINGS)),
                            new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.empty(), Optional.empty(), minute(6)),
                            new AddressVerified(OWNER, ADDRESS, minute(6)),
                            sessionIssued(minute(6)),
                            settingsInitiated(FlowType.API, minute(6)),
                            new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), minute(6)));
        }

        @Test
        void opens_a_settings_flow_for_the_client_that_the_flow_was_opened_for() {
            given(initiated(FlowType.BROWSER), letter())
                    .when(rightCode(minute(6)))
                    .then(
                            new Completed(OWNER, SESSION, Optional.of(SETTINGS)),
                            new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.empty(), Optional.empty(), minute(6)),
                            new AddressVerified(OWNER, ADDRESS, minute(6)),
                            sessionIssued(minute(6)),
                            settingsInitiated(FlowType.BROWSER, minute(6)),
                            new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), minute(6)));
        }

        @Test
        void ends_every_other_session_where_the_policy_says_so() {
            var events = SubmitCode.decide(
                            rightCode(minute(6)), given(initiated(), letter()).state(), owner(), REVOKING)
                    .events();

            assertThat(events)
                    .containsSubsequence(
                            sessionIssued(minute(6)), new SessionsRevoked(OWNER, Optional.of(SESSION), minute(6)));
        }

        @Test
        void verifies_no_address_twice() {
            var verified = address(ADDRESS, Set.of(Purpose.RECOVERY, Purpose.VERIFICATION), Optional.of(minute(-10)));
            given(initiated(), letter())
                    .ownedBy(owner(true, verified))
                    .when(rightCode(minute(6)))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(1, minute(6)));
        }

        @Test
        void verifies_no_address_that_the_schema_does_not_want_verified() {
            var unverifiable = address(ADDRESS, Set.of(Purpose.RECOVERY), Optional.empty());
            given(initiated(), letter())
                    .ownedBy(owner(true, unverifiable))
                    .when(rightCode(minute(6)))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(1, minute(6)));
        }

        @Test
        void verifies_no_other_address_of_the_owner() {
            var asked = address(ADDRESS, Set.of(Purpose.RECOVERY), Optional.empty());
            var other = address(OTHER_ADDRESS, Set.of(Purpose.VERIFICATION), Optional.empty());
            given(initiated(), letter())
                    .ownedBy(owner(true, other, asked))
                    .when(rightCode(minute(6)))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(1, minute(6)));
        }

        @Test
        void still_works_as_the_last_try() {
            given(initiated(), letter(), rejected(4))
                    .ownedBy(ownerWithoutVerification())
                    .when(rightCode(minute(12)))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(5, minute(12)));
        }

        @Test
        @Tag("row-232")
        void works_until_just_before_it_expires() {
            var at = justBefore(minute(20));
            given(initiated(), letter())
                    .ownedBy(ownerWithoutVerification())
                    .when(rightCode(at))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(1, at));
        }

        @Test
        @Tag("row-228")
        @Tag("row-232")
        void is_refused_at_the_very_instant_it_expires() {
            given(initiated(), letter())
                    .when(rightCode(minute(20)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.EXPIRED, 1, minute(20)));
        }

        @Test
        void is_refused_when_its_owner_was_deleted() {
            given(initiated(), letter())
                    .ownedBy(new Identity.Deleted(OWNER))
                    .when(rightCode(minute(6)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.OWNER_GONE, 1, minute(6)));
        }

        @Test
        void is_refused_when_its_owner_is_not_known() {
            given(initiated(), letter())
                    .ownedBy(new Identity.Unknown())
                    .when(rightCode(minute(6)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.OWNER_GONE, 1, minute(6)));
        }

        @Test
        void is_refused_when_its_owner_no_longer_has_the_address() {
            var other = address(OTHER_ADDRESS, Set.of(Purpose.RECOVERY), Optional.empty());
            given(initiated(), letter())
                    .ownedBy(owner(true, other))
                    .when(rightCode(minute(6)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.OWNER_GONE, 1, minute(6)));
        }

        @Test
        @Tag("row-082")
        @Tag("difference-D6")
        void is_spent_but_opens_nothing_when_its_owner_is_inactive() {
            var inactive = owner(false, address(ADDRESS, Set.of(Purpose.RECOVERY), Optional.empty()));
            given(initiated(), letter())
                    .ownedBy(inactive)
                    .when(rightCode(minute(6)))
                    .then(
                            new Inactive(OWNER),
                            new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.empty(), Optional.empty(), minute(6)),
                            new RecoveryRefused(FLOW, Refusal.IDENTITY_INACTIVE, List.of(), minute(6)));
        }

        @Test
        void of_an_address_that_nobody_owns_opens_nothing() {
            given(initiated(), letterToNobody())
                    .when(rightCode(minute(6)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 1, minute(6)));
        }

        @Test
        void of_an_older_letter_opens_nothing() {
            given(initiated(), letter(), secondLetter())
                    .when(rightCode(minute(12)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 1, minute(12)));
        }

        @Test
        void of_the_newest_letter_works() {
            given(initiated(), letter(), secondLetter())
                    .ownedBy(ownerWithoutVerification())
                    .when(submitCode(Optional.of(SECOND_SECRET), minute(12)))
                    .then(
                            new Completed(OWNER, SESSION, Optional.of(SETTINGS)),
                            new CodeAccepted(
                                    FLOW, SECOND_SECRET, OWNER, 1, Optional.empty(), Optional.empty(), minute(12)),
                            sessionIssued(minute(12)),
                            settingsInitiated(FlowType.API, minute(12)),
                            new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), minute(12)));
        }
    }

    @Nested
    class A_wrong_code {

        @Test
        void counts_as_a_try() {
            given(initiated(), letter(), rejected(1))
                    .when(wrongCode(minute(12)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 2, minute(12)));
        }

        @Test
        @Tag("row-224")
        void counts_before_any_letter_too() {
            given(initiated())
                    .when(wrongCode(minute(1)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 1, minute(1)));
        }

        @Test
        void does_not_lock_as_the_last_but_one() {
            given(initiated(), letter(), rejected(3))
                    .when(wrongCode(minute(12)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 4, minute(12)));
        }

        @Test
        @Tag("row-085")
        void locks_the_recovery_as_the_last() {
            given(initiated(), letter(), rejected(4))
                    .when(wrongCode(minute(12)))
                    .then(
                            new Rejected(),
                            new CodeRejected(FLOW, CodeRejection.NO_MATCH, 5, minute(12)),
                            new RecoveryLocked(FLOW, minute(12)));
        }

        @Test
        void is_not_forgiven_by_another_letter() {
            given(initiated(), letter(), rejected(4), secondLetter())
                    .when(wrongCode(minute(12)))
                    .then(
                            new Rejected(),
                            new CodeRejected(FLOW, CodeRejection.NO_MATCH, 5, minute(12)),
                            new RecoveryLocked(FLOW, minute(12)));
        }

        @Test
        @Tag("row-226")
        void on_a_completed_flow_changes_nothing_but_counts() {
            given(initiated(), letter(), accepted(1), completed())
                    .when(wrongCode(minute(15)))
                    .then(new Rejected(), new CodeRejected(FLOW, CodeRejection.NO_MATCH, 2, minute(15)));
        }

        @Test
        void on_a_completed_flow_locks_as_the_last() {
            given(initiated(), letter(), accepted(4), completed())
                    .when(wrongCode(minute(15)))
                    .then(
                            new Rejected(),
                            new CodeRejected(FLOW, CodeRejection.NO_MATCH, 5, minute(15)),
                            new RecoveryLocked(FLOW, minute(15)));
        }
    }

    @Nested
    class A_used_code {

        @Test
        void counts_as_a_try_and_another_flow_takes_the_place() {
            given(initiated(), letter(), accepted(1), completed())
                    .when(rightCode(minute(15)))
                    .then(
                            CODE_USED,
                            new CodeRejected(FLOW, CodeRejection.USED, 2, minute(15)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.CODE_USED, minute(15)),
                            next(
                                    FlowType.API,
                                    reason("The code was already used. Please request another code."),
                                    minute(15)));
        }

        @Test
        void locks_the_recovery_as_the_last_try() {
            given(initiated(), letter(), accepted(4), completed())
                    .when(rightCode(minute(15)))
                    .then(
                            CODE_USED,
                            new CodeRejected(FLOW, CodeRejection.USED, 5, minute(15)),
                            new RecoveryLocked(FLOW, minute(15)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.CODE_USED, minute(15)),
                            next(
                                    FlowType.API,
                                    reason("The code was already used. Please request another code."),
                                    minute(15)));
        }
    }

    @Nested
    class One_try_too_many {

        @Test
        void answers_right_and_wrong_alike() {
            var flow = given(initiated(), letter(), rejected(5), locked());
            flow.when(rightCode(minute(15))).then(TOO_OFTEN, tooOften(minute(15)));
            flow.when(wrongCode(minute(15))).then(TOO_OFTEN, tooOften(minute(15)));
        }

        @Test
        void is_too_many_before_any_letter_too() {
            given(initiated(), rejected(5), locked())
                    .when(wrongCode(minute(15)))
                    .then(TOO_OFTEN, tooOften(minute(15)));
        }

        @Test
        void is_too_many_although_another_letter_came() {
            given(initiated(), letter(), rejected(5), locked(), secondLetter())
                    .when(submitCode(Optional.of(SECOND_SECRET), minute(15)))
                    .then(TOO_OFTEN, tooOften(minute(15)));
        }

        @Test
        void is_too_many_on_a_completed_flow() {
            given(initiated(), letter(), accepted(5), completed())
                    .when(rightCode(minute(15)))
                    .then(TOO_OFTEN, tooOften(minute(15)));
        }

        @Test
        @Tag("row-230")
        void is_too_many_when_more_were_judged_than_are_allowed_today() {
            given(initiated(), letter(), rejected(6))
                    .when(rightCode(minute(15)))
                    .then(TOO_OFTEN, tooOften(minute(15)));
        }

        @Test
        void is_remembered_until_refusals_are_suppressed() {
            var flow = given(initiated(), letter(), rejected(5), locked());
            flow.times(2, refused()).when(wrongCode(minute(15))).then(TOO_OFTEN, tooOften(minute(15)));
            flow.times(3, refused())
                    .when(wrongCode(minute(15)))
                    .then(
                            TOO_OFTEN,
                            new RefusalsSuppressed(FLOW, minute(15)),
                            next(FlowType.API, tooOftenNotice(), minute(15)));
            flow.times(3, refused())
                    .and(suppressed())
                    .when(wrongCode(minute(15)))
                    .then(TOO_OFTEN, next(FlowType.API, tooOftenNotice(), minute(15)));
        }
    }

    @Nested
    class An_expired_flow {

        @Test
        @Tag("row-120")
        void gives_way_to_another_at_the_very_instant_of_expiry() {
            given(initiated(), lateLetter())
                    .when(rightCode(minute(60)))
                    .then(
                            EXPIRED,
                            new RecoveryExpired(FLOW, minute(60)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                            next(FlowType.API, expiredNotice(minute(60)), minute(60)));
        }

        @Test
        void is_in_time_just_before() {
            var at = justBefore(minute(60));
            given(initiated(), lateLetter())
                    .ownedBy(ownerWithoutVerification())
                    .when(rightCode(at))
                    .then(new Completed(OWNER, SESSION, Optional.of(SETTINGS)), completion(1, at));
        }

        @Test
        void is_expired_before_it_is_tried_too_often() {
            given(initiated(), letter(), rejected(5), locked())
                    .when(wrongCode(minute(60)))
                    .then(
                            EXPIRED,
                            new RecoveryExpired(FLOW, minute(60)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                            next(FlowType.API, expiredNotice(minute(60)), minute(60)));
        }

        @Test
        void is_expired_before_its_code_is_used() {
            given(initiated(), letter(), accepted(1), completed())
                    .when(rightCode(minute(61)))
                    .then(
                            EXPIRED,
                            new RecoveryExpired(FLOW, minute(61)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(61)),
                            next(FlowType.API, expiredNotice(minute(61)), minute(61)));
        }

        @Test
        void says_so_once() {
            given(initiated(), letter(), expired(), replaced())
                    .when(wrongCode(minute(61)))
                    .then(
                            EXPIRED,
                            new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(61)),
                            next(FlowType.API, expiredNotice(minute(61)), minute(61)));
        }
    }

    private static SubmitCode rightCode(Instant at) {
        return submitCode(Optional.of(SECRET), at);
    }

    private static SubmitCode wrongCode(Instant at) {
        return submitCode(Optional.empty(), at);
    }

    private static SubmitCode submitCode(Optional<SecretId> matched, Instant at) {
        var outcome = new Outcome(SESSION, TOKEN, SETTINGS, SETTINGS_URL);
        return new SubmitCode(FLOW, matched, new Substitute(NEXT, NEXT_URL), outcome, ALLOWANCE, at);
    }

    private static Identity.Present ownerWithoutVerification() {
        return owner(true, address(ADDRESS, Set.of(Purpose.RECOVERY), Optional.empty()));
    }

    private static Event[] completion(int submissions, Instant at) {
        return new Event[] {
            new CodeAccepted(FLOW, SECRET, OWNER, submissions, Optional.empty(), Optional.empty(), at),
            sessionIssued(at),
            settingsInitiated(FlowType.API, at),
            new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), at)
        };
    }

    private static SessionIssued sessionIssued(Instant at) {
        return new SessionIssued(SESSION, OWNER, TOKEN, Method.CODE_RECOVERY, FLOW, at.plus(Duration.ofHours(24)), at);
    }

    private static SettingsInitiated settingsInitiated(FlowType type, Instant at) {
        var numbers = List.of(at.plus(Duration.ofMinutes(20)).toEpochMilli(), at.toEpochMilli());
        return new SettingsInitiated(
                SETTINGS,
                OWNER,
                type,
                SETTINGS_URL,
                at.plus(Duration.ofMinutes(30)),
                Optional.of(FLOW),
                Optional.empty(),
                List.of(new Notice(1060001, "", Optional.empty(), Optional.empty(), numbers)),
                Optional.of(new Beginning(FLOW.stream(), URL)),
                at);
    }

    private static Event[] tooOften(Instant at) {
        return new Event[] {
            new RecoveryReplaced(FLOW, NEXT, Replacement.TOO_OFTEN, at), next(FlowType.API, tooOftenNotice(), at)
        };
    }

    private static Notice tooOftenNotice() {
        return reason("The request was submitted too often. Please request another code.");
    }

    private static Notice reason(String text) {
        return new Notice(4000001, "", Optional.of(text), Optional.empty(), List.of());
    }

    private static Notice expiredNotice(Instant now) {
        var numbers = List.of(minute(60).toEpochMilli(), now.toEpochMilli());
        return new Notice(4060005, "", Optional.empty(), Optional.empty(), numbers);
    }
}
