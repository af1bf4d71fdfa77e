package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LetterPostTest {

    private static final String STREAM = "recovery-1";
    private static final Duration DAY = Duration.ofDays(1);
    private static final LetterContent LETTER =
            new LetterContent(LetterContent.Template.RECOVERY_CODE_VALID, "ada@example.org", "123456", "en", 15);

    private final TestClock clock = new TestClock(NOON);
    private TestLog test;
    private Pool courier;
    private LetterPost post;

    @BeforeEach
    void open() {
        test = TestLog.create();
        courier = Pool.open("courier", test.settings("courier"));
        post = new LetterPost(test.commandSide(), clock);
    }

    @AfterEach
    void close() {
        courier.close();
        test.close();
    }

    @Test
    void a_letter_is_closed_under_the_newest_valid_key() throws GeneralSecurityException {
        publish("yesterday", NOON.minus(DAY), NOON.plus(DAY));
        var today = publish("today", NOON, NOON.plus(DAY));
        publish("tomorrow", NOON.plusNanos(1_000), NOON.plus(DAY));
        publish("expired", NOON.minusSeconds(1), NOON);

        var letter = post.close(LETTER, STREAM);

        assertThat(letter.key()).isEqualTo("today");
        assertThat(LetterSeal.open(letter, LetterSeal.privateHalf(today), STREAM))
                .isEqualTo(LETTER);
    }

    @Test
    void without_a_key_no_letter_leaves() {
        assertThatThrownBy(() -> post.close(LETTER, STREAM)).isInstanceOf(LogUnavailable.class);
    }

    @Test
    void a_key_that_is_no_longer_valid_closes_nothing() throws GeneralSecurityException {
        publish("today", NOON, NOON.plusSeconds(1));
        post.close(LETTER, STREAM);
        clock.set(NOON.plusSeconds(1));

        assertThatThrownBy(() -> post.close(LETTER, STREAM)).isInstanceOf(LogUnavailable.class);
    }

    @Test
    void a_key_published_later_is_used_soon() throws GeneralSecurityException {
        publish("today", NOON, NOON.plus(DAY));
        post.close(LETTER, STREAM);
        publish("tomorrow", NOON.plusSeconds(1), NOON.plus(DAY));
        clock.set(NOON.plusSeconds(30));

        assertThat(post.close(LETTER, STREAM).key()).isEqualTo("tomorrow");
    }

    @Test
    void the_first_key_is_used_as_soon_as_it_is_there() throws GeneralSecurityException {
        assertThatThrownBy(() -> post.close(LETTER, STREAM)).isInstanceOf(LogUnavailable.class);

        publish("today", NOON, NOON.plus(DAY));

        assertThat(post.close(LETTER, STREAM).key()).isEqualTo("today");
    }

    private KeysetHandle publish(String id, Instant from, Instant until) throws GeneralSecurityException {
        var keys = LetterSeal.newKeys();
        courier.jdbc()
                .sql("insert into log.courier_key values (:id, :publicKey, :from, :until)")
                .param("id", id)
                .param("publicKey", LetterSeal.publicHalf(keys))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
        return keys;
    }
}
