package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ADDRESS;
import static io.retrace.model.recovery.History.ADDRESS_KEY;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.CODE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.LETTER;
import static io.retrace.model.recovery.History.NETWORK;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.POLICY;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.SESSION;
import static io.retrace.model.recovery.History.SETTINGS;
import static io.retrace.model.recovery.History.SETTINGS_URL;
import static io.retrace.model.recovery.History.TOKEN;
import static io.retrace.model.recovery.History.TYPED;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.letterToNobody;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.refused;
import static io.retrace.model.recovery.History.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.Budget;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.SecretId;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What decisions spend, and what follows when nothing is left. */
class BudgetedRecoveryTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOON = minute(0);
    private static final Instant ONE = minute(60);
    private static final BudgetKey IDENTITY = new BudgetKey(OWNER.stream());
    private static final Budgets BUDGETS = new Budgets(
            new Budget(50, HOUR), new Budget(40, HOUR), new Budget(30, HOUR), new Budget(9, Duration.ofMinutes(1)), 2);

    private static final Spend OF_IDENTITY = spend(BudgetName.CODES_PER_IDENTITY, IDENTITY, 50);
    private static final Spend OF_ADDRESS = spend(BudgetName.CODES_PER_ADDRESS, ADDRESS_KEY, 40);

    @Nested
    class A_code_that_is_judged {

        @Test
        void spends_for_the_identity_and_for_the_address_when_it_is_right() {
            var decision =
                    given(initiated(), letter()).under(budgeted()).when(right()).decision();

            assertThat(decision.reply())
                    .isEqualTo(new SubmitCode.Reply.Completed(OWNER, SESSION, Optional.of(SETTINGS)));
            assertThat(decision.spends()).containsExactly(OF_IDENTITY, OF_ADDRESS);
        }

        @Test
        void spends_the_same_when_it_is_wrong() {
            assertThat(given(initiated(), letter())
                            .under(budgeted())
                            .when(wrong())
                            .decision()
                            .spends())
                    .containsExactly(OF_IDENTITY, OF_ADDRESS);
        }

        @Test
        void spends_as_much_where_nobody_owns_the_address() {
            assertThat(given(initiated(), letterToNobody())
                            .under(budgeted())
                            .when(wrong())
                            .decision()
                            .spends())
                    .containsExactly(spend(BudgetName.CODES_PER_IDENTITY, ADDRESS_KEY, 50), OF_ADDRESS);
        }

        @Test
        void spends_after_it_has_worked_and_for_the_flow_that_is_opened_instead() {
            var passed = given(initiated(), letter(), accepted(1)).under(budgeted());

            assertThat(passed.when(wrong()).decision().spends()).containsExactly(OF_IDENTITY, OF_ADDRESS);
            assertThat(passed.when(right()).decision().spends())
                    .containsExactly(opening(minute(12)), OF_IDENTITY, OF_ADDRESS);
        }

        @Test
        void spends_nothing_where_there_is_no_limit() {
            assertThat(given(initiated(), letter()).when(right()).decision().spends())
                    .isEmpty();
        }
    }

    @Nested
    class A_code_that_is_not_judged {

        @Test
        void spends_nothing_of_codes() {
            var full = given(initiated(), letter(), rejected(5)).under(budgeted());

            assertThat(full.when(right()).decision().spends()).containsExactly(opening(minute(12)));
        }
    }

    @Nested
    class With_no_codes_left {

        @Test
        void the_right_code_and_a_wrong_one_are_one_and_the_same() {
            for (var budget : List.of(BudgetName.CODES_PER_IDENTITY, BudgetName.CODES_PER_ADDRESS)) {
                var state = given(initiated(), letter()).under(budgeted());
                var right = state.when(code(Optional.of(SECRET), ALLOWANCE.without(budget)));
                var wrong = state.when(code(Optional.empty(), ALLOWANCE.without(budget)));

                assertThat(right).isEqualTo(wrong);
                right.then(
                        new SubmitCode.Reply.Rejected(),
                        new RecoveryThrottled(FLOW, budget, minute(12)),
                        new CodeRejected(FLOW, CodeRejection.THROTTLED, 1, minute(12)));
            }
        }

        @Test
        void the_used_code_is_no_exception() {
            given(initiated(), letter(), accepted(1))
                    .under(budgeted())
                    .when(code(Optional.of(SECRET), ALLOWANCE.without(BudgetName.CODES_PER_IDENTITY)))
                    .then(
                            new SubmitCode.Reply.Rejected(),
                            new RecoveryThrottled(FLOW, BudgetName.CODES_PER_IDENTITY, minute(12)),
                            new CodeRejected(FLOW, CodeRejection.THROTTLED, 2, minute(12)));
        }

        @Test
        void the_flow_counts_on_and_locks_as_ever() {
            given(initiated(), letter(), rejected(4), refused(), refused(), refused())
                    .under(budgeted())
                    .when(code(Optional.of(SECRET), ALLOWANCE.without(BudgetName.CODES_PER_ADDRESS)))
                    .then(
                            new SubmitCode.Reply.Rejected(),
                            new RefusalsSuppressed(FLOW, minute(12)),
                            new CodeRejected(FLOW, CodeRejection.THROTTLED, 5, minute(12)),
                            new RecoveryLocked(FLOW, minute(12)));
        }
    }

    @Nested
    class A_letter {

        @Test
        void spends_for_the_address() {
            var decision =
                    given(initiated()).under(budgeted()).when(email(ALLOWANCE)).decision();

            assertThat(decision.events()).containsExactly(requested(1));
            assertThat(decision.spends()).containsExactly(spend(BudgetName.LETTERS_PER_ADDRESS, ADDRESS_KEY, 30));
        }

        @Test
        void that_cannot_be_paid_for_looks_as_if_it_were_on_its_way() {
            given(initiated())
                    .under(budgeted())
                    .when(email(ALLOWANCE.without(BudgetName.LETTERS_PER_ADDRESS)))
                    .then(
                            new SubmitEmail.Reply.Requested(),
                            new RecoveryThrottled(FLOW, BudgetName.LETTERS_PER_ADDRESS, minute(12)),
                            requested(1));
        }

        @Test
        @Tag("difference-letters-of-a-flow")
        void is_not_asked_for_without_end_in_one_flow() {
            given(initiated(), letter(), requested(2))
                    .under(budgeted())
                    .when(email(ALLOWANCE.without(BudgetName.LETTERS_PER_ADDRESS)))
                    .then(
                            new SubmitEmail.Reply.Replaced(NEXT, Replacement.TOO_OFTEN),
                            List.of(opening(minute(12))),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.TOO_OFTEN, minute(12)),
                            next());
        }
    }

    @Nested
    class A_flow {

        @Test
        void spends_for_the_network_that_opens_it() {
            var decision = given().under(budgeted())
                    .when(initiate(ALLOWANCE, minute(12)))
                    .decision();

            assertThat(decision.reply()).isEqualTo(new InitiateRecovery.Reply.Opened());
            assertThat(decision.spends()).containsExactly(opening(minute(12)));
        }

        @Test
        void is_not_opened_when_nothing_is_left_and_the_first_time_that_is_put_on_record() {
            var at = minute(12).plusSeconds(59);
            given().under(budgeted())
                    .when(initiate(ALLOWANCE.without(BudgetName.INITIATIONS_PER_NETWORK), at))
                    .then(
                            new InitiateRecovery.Reply.Throttled(minute(13)),
                            List.of(new Spend(BudgetName.NOTES_PER_NETWORK, NETWORK, 1, minute(12), minute(13))),
                            new RecoveryThrottled(FLOW, BudgetName.INITIATIONS_PER_NETWORK, at));
        }

        @Test
        void is_not_opened_and_leaves_no_trace_the_next_time() {
            given().under(budgeted())
                    .when(initiate(
                            ALLOWANCE
                                    .without(BudgetName.INITIATIONS_PER_NETWORK)
                                    .without(BudgetName.NOTES_PER_NETWORK),
                            minute(12)))
                    .then(new InitiateRecovery.Reply.Throttled(minute(13)));
        }

        @Test
        void takes_the_place_of_no_other_when_nothing_is_left() {
            var throttled = new RecoveryThrottled(FLOW, BudgetName.INITIATIONS_PER_NETWORK, minute(12));
            var none = ALLOWANCE.without(BudgetName.INITIATIONS_PER_NETWORK);
            given(initiated(), letter(), accepted(1))
                    .under(budgeted())
                    .when(email(none))
                    .then(new SubmitEmail.Reply.Throttled(minute(13)), throttled);
            given(initiated(), letter(), rejected(5))
                    .under(budgeted())
                    .when(code(Optional.of(SECRET), none))
                    .then(new SubmitCode.Reply.Throttled(minute(13)), throttled);
            given(initiated())
                    .under(budgeted())
                    .when(new RefuseRecovery(
                            FLOW, Refusal.ORIGIN_HEADER, List.of(), new Substitute(NEXT, NEXT_URL), none, minute(12)))
                    .then(new RefuseRecovery.Reply.Throttled(minute(13)), throttled);
        }

        @Test
        void that_cannot_be_opened_for_a_used_code_leaves_what_the_code_spent() {
            given(initiated(), letter(), accepted(1))
                    .under(budgeted())
                    .when(code(Optional.of(SECRET), ALLOWANCE.without(BudgetName.INITIATIONS_PER_NETWORK)))
                    .then(
                            new SubmitCode.Reply.Throttled(minute(13)),
                            List.of(OF_IDENTITY, OF_ADDRESS),
                            new CodeRejected(FLOW, CodeRejection.USED, 2, minute(12)),
                            new RecoveryThrottled(FLOW, BudgetName.INITIATIONS_PER_NETWORK, minute(12)));
        }
    }

    @Test
    void a_throttled_request_is_a_refusal_that_the_flow_counts() {
        assertThat(given(initiated())
                        .and(new RecoveryThrottled(FLOW, BudgetName.LETTERS_PER_ADDRESS, minute(1)))
                        .state())
                .isEqualTo(given(initiated(), refused()).state());
        assertThat(given(new RecoveryThrottled(FLOW, BudgetName.INITIATIONS_PER_NETWORK, minute(1)))
                        .state())
                .isEqualTo(new Recovery.Unknown());
    }

    private static Policy budgeted() {
        return new Policy(
                POLICY.recoveryLifetime(),
                POLICY.codeLifetime(),
                POLICY.submissionsMax(),
                POLICY.refusalsMax(),
                POLICY.settingsLifetime(),
                POLICY.privilegedAgeMax(),
                POLICY.sessionLifetime(),
                POLICY.passwordLengthMin(),
                POLICY.passwordLengthMax(),
                true,
                Optional.of(BUDGETS));
    }

    private static Spend spend(BudgetName name, BudgetKey key, int limit) {
        return new Spend(name, key, limit, NOON, ONE);
    }

    private static Spend opening(Instant from) {
        return new Spend(BudgetName.INITIATIONS_PER_NETWORK, NETWORK, 9, from, from.plusSeconds(60));
    }

    private static SubmitCode right() {
        return code(Optional.of(SECRET), ALLOWANCE);
    }

    private static SubmitCode wrong() {
        return code(Optional.empty(), ALLOWANCE);
    }

    private static SubmitCode code(Optional<SecretId> matched, Allowance allowance) {
        var outcome = new Outcome(SESSION, TOKEN, SETTINGS, SETTINGS_URL);
        return new SubmitCode(FLOW, matched, new Substitute(NEXT, NEXT_URL), outcome, allowance, minute(12));
    }

    private static SubmitEmail email(Allowance allowance) {
        return new SubmitEmail(
                FLOW,
                TYPED,
                ADDRESS_KEY,
                Optional.of(OWNER),
                Optional.of(ADDRESS),
                RecoveryMethod.CODE,
                SECRET,
                CODE,
                LETTER,
                Optional.empty(),
                new Substitute(NEXT, NEXT_URL),
                allowance,
                minute(12));
    }

    private static InitiateRecovery initiate(Allowance allowance, Instant at) {
        return new InitiateRecovery(FLOW, FlowType.API, URL, allowance, at);
    }

    private static RecoveryEmailRequested requested(int generation) {
        return new RecoveryEmailRequested(
                FLOW,
                generation,
                SECRET,
                CODE,
                minute(27),
                Optional.of(OWNER),
                Optional.of(ADDRESS),
                TYPED,
                LETTER,
                Optional.of(ADDRESS_KEY),
                Optional.empty(),
                Optional.empty(),
                minute(12));
    }

    private static RecoveryInitiated next() {
        var notice = new Notice(
                4000001,
                "",
                Optional.of("The request was submitted too often. Please request another code."),
                Optional.empty(),
                List.of());
        return History.next(FlowType.API, notice, minute(12));
    }
}
