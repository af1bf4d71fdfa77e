package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ADDRESS;
import static io.retrace.model.recovery.History.ADDRESS_KEY;
import static io.retrace.model.recovery.History.CODE;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.SECOND_CODE;
import static io.retrace.model.recovery.History.SECOND_SECRET;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.completed;
import static io.retrace.model.recovery.History.expired;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.letterToNobody;
import static io.retrace.model.recovery.History.locked;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.refused;
import static io.retrace.model.recovery.History.rejected;
import static io.retrace.model.recovery.History.replaced;
import static io.retrace.model.recovery.History.secondLetter;
import static io.retrace.model.recovery.History.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.FlowType;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.Recovery.Unknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final SecretMac OTHER_CODE = new SecretMac(1, "b3RoZXI");
    private static final Secret FIRST =
            new Secret(SECRET, CODE, minute(20), Optional.of(OWNER), Optional.of(ADDRESS), Optional.of(ADDRESS_KEY));
    private static final Secret SECOND = new Secret(
            SECOND_SECRET, SECOND_CODE, minute(25), Optional.of(OWNER), Optional.of(ADDRESS), Optional.of(ADDRESS_KEY));

    @Nested
    class Folding {

        @Test
        void nothing_leaves_it_unknown() {
            assertThat(given().state()).isEqualTo(new Unknown());
        }

        @Test
        void an_opened_flow_awaits_an_address() {
            assertThat(given(initiated(FlowType.BROWSER)).state())
                    .isEqualTo(new AwaitingAddress(new Flow(
                            initiated(FlowType.BROWSER),
                            RecoveryMethod.CODE,
                            Optional.empty(),
                            false,
                            0,
                            0,
                            false,
                            0)));
        }

        @Test
        void a_letter_makes_it_await_a_code() {
            assertThat(given(initiated(), letter()).state())
                    .isEqualTo(new AwaitingCode(flow(false, 0, 0, false, 1), FIRST));
        }

        @Test
        void a_letter_to_nobody_looks_alike_but_has_no_owner() {
            assertThat(given(initiated(), letterToNobody()).state())
                    .isEqualTo(new AwaitingCode(
                            flow(false, 0, 0, false, 1),
                            new Secret(
                                    SECRET,
                                    CODE,
                                    minute(20),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(ADDRESS_KEY))));
        }

        @Test
        void another_letter_voids_the_code_and_keeps_the_tries() {
            assertThat(given(initiated(), letter(), rejected(2), secondLetter()).state())
                    .isEqualTo(new AwaitingCode(flow(false, 2, 0, false, 2), SECOND));
        }

        @Test
        void a_rejected_code_leaves_it_where_it_stands() {
            assertThat(given(initiated(), rejected(1)).state())
                    .isEqualTo(new AwaitingAddress(flow(false, 1, 0, false, 0)));
            assertThat(given(initiated(), letter(), rejected(1)).state())
                    .isEqualTo(new AwaitingCode(flow(false, 1, 0, false, 1), FIRST));
            assertThat(given(initiated(), letter(), accepted(1), rejected(2)).state())
                    .isEqualTo(new Passed(flow(false, 2, 0, false, 1), FIRST, List.of()));
        }

        @Test
        void an_accepted_code_passes_it() {
            assertThat(given(initiated(), letter(), rejected(1), accepted(2)).state())
                    .isEqualTo(new Passed(flow(false, 2, 0, false, 1), FIRST, List.of()));
        }

        @Test
        void a_refusal_and_a_replacement_both_count_as_refusals() {
            assertThat(given(initiated(), letter(), refused(), replaced()).state())
                    .isEqualTo(new AwaitingCode(flow(false, 0, 2, false, 1), FIRST));
        }

        @Test
        void suppression_and_expiry_are_noted_beside_everything_else() {
            assertThat(given(initiated(), rejected(3), refused(), suppressed(), expired())
                            .state())
                    .isEqualTo(new AwaitingAddress(flow(true, 3, 1, true, 0)));
            assertThat(given(initiated(), expired(), suppressed(), refused(), rejected(3), letter())
                            .state())
                    .isEqualTo(new AwaitingCode(flow(true, 3, 1, true, 1), FIRST));
        }

        @Test
        void completion_and_a_lock_add_nothing_that_a_decision_reads() {
            assertThat(given(initiated(), letter(), accepted(1), completed(), locked())
                            .state())
                    .isEqualTo(new Passed(flow(false, 1, 0, false, 1), FIRST, List.of()));
        }

        @Test
        void an_event_of_a_flow_that_was_never_opened_changes_nothing() {
            assertThat(given(letter(), rejected(1), accepted(2), locked(), expired(), refused())
                            .state())
                    .isEqualTo(new Unknown());
        }

        @Test
        void an_accepted_code_without_a_letter_is_counted_and_passes_nothing() {
            assertThat(given(initiated(), accepted(1)).state())
                    .isEqualTo(new AwaitingAddress(flow(false, 1, 0, false, 0)));
        }
    }

    @Nested
    class Matching {

        @Test
        void nothing_matches_before_the_first_letter() {
            assertThat(given().state().match(List.of(CODE))).isEmpty();
            assertThat(given(initiated()).state().match(List.of(CODE))).isEmpty();
        }

        @Test
        void the_code_of_the_letter_matches_its_secret() {
            assertThat(given(initiated(), letter()).state().match(List.of(CODE)))
                    .contains(SECRET);
        }

        @Test
        void one_of_several_peppers_is_enough_wherever_it_stands() {
            var state = given(initiated(), letter()).state();
            assertThat(state.match(List.of(CODE, OTHER_CODE))).contains(SECRET);
            assertThat(state.match(List.of(OTHER_CODE, CODE))).contains(SECRET);
        }

        @Test
        void another_code_or_none_matches_nothing() {
            var state = given(initiated(), letter()).state();
            assertThat(state.match(List.of(OTHER_CODE))).isEmpty();
            assertThat(state.match(List.of())).isEmpty();
        }

        @Test
        void the_same_bytes_under_another_pepper_match_nothing() {
            assertThat(given(initiated(), letter()).state().match(List.of(new SecretMac(2, CODE.mac()))))
                    .isEmpty();
        }

        @Test
        void only_the_newest_letter_matches() {
            var state = given(initiated(), letter(), secondLetter()).state();
            assertThat(state.match(List.of(CODE))).isEmpty();
            assertThat(state.match(List.of(SECOND_CODE))).contains(SECOND_SECRET);
        }

        @Test
        void a_used_code_still_matches_so_that_it_can_be_called_used() {
            var state = given(initiated(), letter(), accepted(1)).state();
            assertThat(state.match(List.of(CODE))).contains(SECRET);
            assertThat(state.match(List.of(OTHER_CODE))).isEmpty();
        }
    }

    private static Flow flow(boolean expiryNoted, int submissions, int refusals, boolean suppressed, int generation) {
        return new Flow(
                initiated(),
                RecoveryMethod.CODE,
                Optional.empty(),
                expiryNoted,
                submissions,
                refusals,
                suppressed,
                generation);
    }
}
