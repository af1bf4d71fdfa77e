package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static io.retrace.log.Sample.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final String STREAM = "recovery-1";
    private static final String TEXT = "ada@example.org";
    private static final String DESTROY =
            "update keys.subject_key set wrapped_key = null, destroyed_at = now() where subject = '%s'";
    private static final Instant LAST_OF_THE_DAY = Instant.parse("2026-11-22T23:59:59.999999Z");

    private static TestLog test;

    private final TestClock clock = new TestClock(NOON);
    private final Sealing sealing = sealing(clock, 1);
    private final IdentityId ada = identity();

    @BeforeAll
    static void open() {
        test = TestLog.create();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @Test
    void what_is_sealed_opens_again() {
        var sealed = sealing.seal(ada, STREAM, TEXT);

        assertThat(sealed.subject()).isEqualTo("identity-" + ada.value());
        assertThat(sealed.text()).doesNotContain("ada");
        assertThat(sealing.open(sealed, STREAM)).isEqualTo(TEXT);
    }

    @Test
    void any_text_survives() {
        assertThat(sealing.open(sealing.seal(ada, STREAM, ""), STREAM)).isEmpty();
        assertThat(sealing.open(sealing.seal(ada, STREAM, "Zoë \0 😀"), STREAM)).isEqualTo("Zoë \0 😀");
    }

    @Test
    void it_does_not_open_in_another_stream() {
        var sealed = sealing.seal(ada, STREAM, TEXT);

        assertThatThrownBy(() -> sealing.open(sealed, "recovery-2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(TEXT);
    }

    @Test
    void it_does_not_open_as_another_subjects() {
        var grace = identity();
        sealing.seal(grace, STREAM, TEXT);
        var sealed = sealing.seal(ada, STREAM, TEXT);

        assertThatThrownBy(() -> sealing.open(new Sealed(grace.stream(), sealed.text()), STREAM))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_brought_back_opens_where_it_was_closed_and_anything_else_is_nothing() {
        var sealed = sealing.seal(ada, STREAM, TEXT);

        assertThat(sealing.openBrought(sealed, STREAM)).contains(TEXT);
        assertThat(sealing.openBrought(sealed, "recovery-2")).isEmpty();
        assertThat(sealing.openBrought(new Sealed(ada.stream(), "-"), STREAM)).isEmpty();
        assertThat(sealing.openBrought(new Sealed(ada.stream(), "AAAA"), STREAM))
                .isEmpty();
        assertThat(sealing.openBrought(new Sealed(identity().stream(), sealed.text()), STREAM))
                .isEmpty();
    }

    @Test
    void nothing_opens_when_its_subjects_key_is_destroyed() {
        var sealed = sealing.seal(ada, STREAM, TEXT);

        test.execute(DESTROY.formatted(ada.stream()));

        assertThat(sealing.open(sealed, STREAM)).isEqualTo(Sealing.ERASED);
    }

    @Test
    void nothing_more_is_sealed_for_a_subject_whose_key_is_destroyed() {
        sealing.seal(ada, STREAM, TEXT);
        test.execute(DESTROY.formatted(ada.stream()));

        assertThatThrownBy(() -> sealing.seal(ada, STREAM, TEXT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_text_twice_gives_different_ciphertexts() {
        assertThat(sealing.seal(ada, STREAM, TEXT)).isNotEqualTo(sealing.seal(ada, STREAM, TEXT));
        assertThat(sealing.sealForToday(STREAM, TEXT)).isNotEqualTo(sealing.sealForToday(STREAM, TEXT));
    }

    @Test
    void an_identitys_key_is_read_from_the_database_each_time() {
        var grace = identity();
        var hers = sealing.seal(ada, STREAM, TEXT);
        sealing.seal(grace, STREAM, TEXT);
        assertThat(sealing.open(hers, STREAM)).isEqualTo(TEXT);

        test.execute(DESTROY.formatted(ada.stream()));

        assertThat(sealing.open(hers, STREAM)).isEqualTo(Sealing.ERASED);
        test.execute("delete from keys.subject_key where subject = '" + ada.stream() + "'");
        assertThat(sealing.open(sealing.seal(ada, STREAM, TEXT), STREAM)).isEqualTo(TEXT);
    }

    @Test
    void a_day_is_asked_for_once_also_by_a_service_that_only_opens() {
        var sealed = sealing.sealForToday(STREAM, TEXT);
        var reading = sealing(clock, 1);
        assertThat(reading.open(sealed, STREAM)).isEqualTo(TEXT);

        test.execute("delete from keys.subject_key where subject = '" + sealed.subject() + "'");

        assertThat(reading.open(sealed, STREAM)).isEqualTo(TEXT);
    }

    @Test
    void what_was_altered_or_cut_does_not_open() {
        var text = sealing.seal(ada, STREAM, TEXT).text();

        for (var damaged : List.of(text.substring(0, 8), text.substring(0, text.length() - 4), "AAAA" + text)) {
            assertThatThrownBy(() -> sealing.open(new Sealed(ada.stream(), damaged), STREAM))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void the_day_changes_at_midnight_utc() {
        clock.set(LAST_OF_THE_DAY);
        var before = sealing.sealForToday(STREAM, TEXT);
        clock.set(LAST_OF_THE_DAY.plusNanos(1_000));
        var after = sealing.sealForToday(STREAM, TEXT);

        assertThat(before.subject()).isEqualTo("day-2026-11-22");
        assertThat(after.subject()).isEqualTo("day-2026-11-23");
        assertThat(sealing.open(before, STREAM)).isEqualTo(TEXT);
        assertThat(sealing.open(after, STREAM)).isEqualTo(TEXT);
    }

    @Test
    void what_is_sealed_while_midnight_passes_opens_again() {
        var passing = new TestClock(LAST_OF_THE_DAY, Duration.ofNanos(1_000));

        var sealed = sealing(passing, 1).sealForToday(STREAM, TEXT);

        assertThat(sealing.open(sealed, STREAM)).isEqualTo(TEXT);
    }

    @Test
    void days_are_remembered_and_forgotten_without_harm() {
        var days = new HashSet<Sealed>();
        for (int day = 0; day < 10; day++) {
            clock.set(NOON.plus(Duration.ofDays(100 + day)));
            days.add(sealing.sealForToday(STREAM, TEXT));
        }

        assertThat(days)
                .hasSize(10)
                .allSatisfy(seal -> assertThat(sealing.open(seal, STREAM)).isEqualTo(TEXT));
    }

    @Test
    void what_belongs_to_one_is_closed_and_opened_with_one_look_for_its_key() {
        var subject = sealing.subject(ada);
        test.execute("delete from keys.subject_key where subject = '" + ada.stream() + "'");

        var sealed = subject.seal(STREAM, TEXT);

        assertThat(subject.open(sealed, STREAM)).isEqualTo(TEXT);
        assertThatThrownBy(() -> subject.open(sealed, "recovery-2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_rotated_key_ring_still_opens_what_its_older_key_wrapped() {
        var old = sealing.seal(ada, STREAM, TEXT);
        var rotated = sealing(clock, 1, 2);
        var grace = identity();

        var hers = rotated.seal(grace, STREAM, TEXT);

        assertThat(rotated.open(old, STREAM)).isEqualTo(TEXT);
        assertThat(rotated.open(hers, STREAM)).isEqualTo(TEXT);
        assertThat(test.count("select wrapped_by from keys.subject_key where subject = '" + grace.stream() + "'"))
                .isEqualTo(2);
        assertThatThrownBy(() -> sealing.open(hers, STREAM)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_who_seal_for_a_new_subject_at_once_agree_on_its_key() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seals = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> sealing.seal(ada, STREAM, TEXT)))
                    .toList();

            for (var seal : seals) {
                assertThat(sealing.open(seal.get(), STREAM)).isEqualTo(TEXT);
            }
        }
    }

    private static Sealing sealing(TestClock clock, int... kekNumbers) {
        return new Sealing(new SubjectKeys(test.commandSide(), Sample.ring(kekNumbers), clock));
    }
}
