package io.retrace.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.courier.letter.Letter;
import io.retrace.log.TestLog;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.SealedLetter;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestoredCourierTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void what_waited_is_given_up_unreported_and_no_old_letter_can_be_opened() {
        try (var test = TestLog.create();
                var database = TestCourier.database(test)) {
            var queue = new DeliveryQueue(database);
            queue.add(letter("recovery-1"), NOON);
            queue.add(letter("recovery-2"), NOON);
            test.execute(
                    "update courier.delivery set outcome = 'delivered', settled_at = now() where stream = 'recovery-2'");
            test.execute("insert into courier.private_key (day, id, public_key, wrapped_by, wrapped_key, made_at)"
                    + " values ('2026-11-22', 'key', '', 1, '', now())");

            assertThat(new RestoredCourier(test.settings("postgres")).giveUp(NOON))
                    .isEqualTo(1);

            assertThat(test.count("select count(*) from courier.delivery where outcome is null"))
                    .isZero();
            assertThat(test.count("select count(*) from courier.delivery where outcome = 'delivered'"))
                    .isEqualTo(1);
            assertThat(test.count("select count(*) from courier.outbox")).isZero();
            assertThat(test.count("select count(*) from courier.private_key")).isZero();
        }
    }

    private static Letter letter(String stream) {
        return new Letter(
                new LetterId(UUID.randomUUID()),
                stream,
                1,
                new SealedLetter("key", "ciphertext"),
                NOON.plusSeconds(900),
                stream,
                "0af7651916cd43dd8448eb211c80319c");
    }
}
