package io.retrace.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Notice;
import io.retrace.model.policy.BreachLimit;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.PolicyWith;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordFactsTest {

    @Test
    void a_password_of_the_least_length_may_be_set() {
        assertThat(new PasswordFacts(8, 8, false, false).objection(Given.POLICY))
                .isEmpty();
    }

    @Test
    void a_shorter_one_may_not() {
        assertThat(new PasswordFacts(7, 7, false, false).objection(Given.POLICY))
                .contains(notice(4000032, 8L, 7L));
    }

    @Test
    void length_is_counted_in_characters_however_many_bytes_they_take() {
        assertThat(new PasswordFacts(7, 28, false, false).objection(Given.POLICY))
                .contains(notice(4000032, 8L, 7L));
    }

    @Test
    @Tag("difference-long-passwords")
    void a_password_of_the_greatest_size_may_be_set() {
        assertThat(new PasswordFacts(1_024, 1_024, false, false).objection(Given.POLICY))
                .isEmpty();
    }

    @Test
    void a_larger_one_may_not_however_few_its_characters_are() {
        assertThat(new PasswordFacts(300, 1_025, false, false).objection(Given.POLICY))
                .contains(notice(4000033, 1_024L, 1_025L));
    }

    @Test
    void one_like_an_address_may_not_be_set() {
        assertThat(new PasswordFacts(8, 8, true, false).objection(Given.POLICY)).contains(notice(4000031));
    }

    @Test
    void one_like_an_address_may_be_set_when_nobody_checks() {
        var hour = Duration.ofHours(1);
        var unchecked = new Policy(hour, hour, 5, 3, hour, hour, hour, 8, 1_024, false, Optional.empty());
        assertThat(new PasswordFacts(8, 8, true, false).objection(unchecked)).isEmpty();
    }

    @Test
    void the_current_one_may_not_be_set_again() {
        assertThat(new PasswordFacts(8, 8, false, true).objection(Given.POLICY)).contains(notice(4000039));
    }

    @Test
    void that_it_is_the_current_one_changes_nothing_else_of_it() {
        assertThat(new PasswordFacts(7, 9, true, false).ofCurrent()).isEqualTo(new PasswordFacts(7, 9, true, true));
    }

    @Test
    void the_first_objection_is_the_one_that_is_reported() {
        assertThat(new PasswordFacts(7, 2_000, true, true).objection(Given.POLICY))
                .contains(notice(4000032, 8L, 7L));
        assertThat(new PasswordFacts(8, 2_000, true, true).objection(Given.POLICY))
                .contains(notice(4000033, 1_024L, 2_000L));
        assertThat(new PasswordFacts(8, 8, true, true).objection(Given.POLICY)).contains(notice(4000031));
    }

    @Test
    void one_that_stands_in_too_many_breaches_may_not_be_set() {
        assertThat(found(2).objection(asking(2, true))).isEmpty();
        assertThat(found(3).objection(asking(2, true))).contains(notice(4000034, 3L));
        assertThat(found(1).objection(asking(0, false))).contains(notice(4000034, 1L));
        assertThat(found(1).objection(Given.POLICY)).isEmpty();
    }

    @Test
    void one_of_which_nobody_can_say_it_may_be_set_only_where_that_is_accepted() {
        var unknown = found(0).found(OptionalLong.empty());

        assertThat(unknown.objection(asking(0, true))).isEmpty();
        assertThat(unknown.objection(asking(0, false)))
                .contains(new Notice(
                        4000005,
                        "password",
                        Optional.of("unable to check if password has been leaked because an unexpected network error"
                                + " occurred"),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    @Tag("row-321")
    void nobody_sets_one_who_has_no_name_to_sign_in_with() {
        var nameless = new PasswordFacts(8, 8, false, false, OptionalLong.of(0), false);

        assertThat(nameless.objection(Given.POLICY))
                .contains(new Notice(4000009, "", Optional.empty(), Optional.empty(), List.of()));
    }

    private static PasswordFacts found(long breaches) {
        return new PasswordFacts(8, 8, false, false).found(OptionalLong.of(breaches));
    }

    private static Policy asking(int occurrencesMax, boolean unknownAccepted) {
        return PolicyWith.breaches(Given.POLICY, new BreachLimit(occurrencesMax, unknownAccepted));
    }

    private static Notice notice(int id, Long... numbers) {
        return new Notice(id, "password", Optional.empty(), Optional.empty(), List.of(numbers));
    }
}
