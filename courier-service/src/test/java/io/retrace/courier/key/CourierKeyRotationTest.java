package io.retrace.courier.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.TestCourier;
import io.retrace.log.CourierKeys;
import io.retrace.log.EventDatabase;
import io.retrace.log.LetterContent;
import io.retrace.log.LetterContent.Template;
import io.retrace.log.LetterOpener.UnreadableLetter;
import io.retrace.log.LetterPost;
import io.retrace.log.Pool;
import io.retrace.log.TestLog;
import io.retrace.model.event.SealedLetter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierKeyRotationTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STREAM = "recovery-1";
    private static final LetterContent CONTENT =
            new LetterContent(Template.RECOVERY_CODE_VALID, "ada@example.org", "042137", "en", 15);

    private final TestLog test = TestLog.create();
    private final CourierDatabase database = TestCourier.database(test);
    private final EventDatabase log = new EventDatabase(Pool.open("test-courier-log", test.settings("courier")));
    private final CourierKeys keys = new CourierKeys(log, test.keys().ring("courier"));
    private final PrivateKeyTable table = new PrivateKeyTable(database);
    private final LetterOpeners openers = new LetterOpeners(table, keys);
    private final List<CourierKeyRotation> rotations = new ArrayList<>();

    @AfterEach
    void close() {
        rotations.forEach(CourierKeyRotation::close);
        log.close();
        database.close();
        test.close();
    }

    @Test
    void a_letter_that_was_closed_for_today_opens() {
        rotateAt(NOON);

        assertThat(openers.open(closeAt(NOON), STREAM)).isEqualTo(CONTENT);
    }

    @Test
    void all_nodes_of_a_day_share_one_key_and_the_next_day_has_another() {
        rotateAt(NOON);
        rotateAt(NOON.plusSeconds(60));
        var today = closeAt(NOON);
        rotateAt(NOON.plus(Duration.ofDays(1)));
        var tomorrow = closeAt(NOON.plus(Duration.ofDays(1)));

        assertThat(published()).hasSize(2);
        assertThat(today.key()).startsWith("2026-11-22-").isNotEqualTo(tomorrow.key());
        assertThat(openers.open(today, STREAM)).isEqualTo(CONTENT);
        assertThat(openers.open(tomorrow, STREAM)).isEqualTo(CONTENT);
    }

    @Test
    void after_seven_days_nobody_opens_a_letter_any_more() {
        rotateAt(NOON);
        var letter = closeAt(NOON);

        rotateAt(NOON.plus(Duration.ofDays(7)));
        assertThat(openers.open(letter, STREAM)).isEqualTo(CONTENT);

        rotateAt(NOON.plus(Duration.ofDays(8)));
        assertThatThrownBy(() -> openers.open(letter, STREAM)).isInstanceOf(UnreadableLetter.class);
    }

    @Test
    void a_letter_opens_only_as_part_of_the_stream_that_asked_for_it() {
        rotateAt(NOON);
        var letter = closeAt(NOON);

        assertThatThrownBy(() -> openers.open(letter, "recovery-2")).isInstanceOf(UnreadableLetter.class);
    }

    @Test
    void a_log_that_is_away_at_first_gets_the_key_later() {
        test.execute("revoke insert on log.courier_key from retrace_courier");
        var rotation = rotation(NOON);
        await().atMost(SOON).until(() -> table.ofDay(LocalDate.of(2026, 11, 22)).isPresent());
        assertThat(rotation.hasPublished()).isFalse();

        test.execute("grant insert on log.courier_key to retrace_courier");

        await().atMost(SOON).until(rotation::hasPublished);
    }

    @Test
    void private_halves_are_kept_wrapped() {
        var pair = keys.make("some-id");

        assertThat(pair).hasToString("Pair[id=some-id]");
        assertThatThrownBy(() -> keys.opener(
                        new CourierKeys.Pair("other-id", pair.publicKey(), pair.wrappedBy(), pair.wrappedKey())))
                .isInstanceOf(IllegalStateException.class);
    }

    private void rotateAt(Instant now) {
        await().atMost(SOON).until(rotation(now)::hasPublished);
    }

    private CourierKeyRotation rotation(Instant now) {
        var rotation = new CourierKeyRotation(table, keys, openers, Clock.fixed(now, ZoneOffset.UTC));
        rotations.add(rotation);
        return rotation;
    }

    private SealedLetter closeAt(Instant now) {
        return new LetterPost(test.commandSide(), Clock.fixed(now, ZoneOffset.UTC)).close(CONTENT, STREAM);
    }

    private List<String> published() {
        return test.commandSide()
                .pool()
                .jdbc()
                .sql("select id from log.courier_key")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
