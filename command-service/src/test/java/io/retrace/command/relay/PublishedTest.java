package io.retrace.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PublishedTest {

    private static final String ID = "019aabcd-0000-7000-8123-456789abcdef";

    @Test
    void a_record_says_which_event_it_is_and_where_and_in_which_life_of_the_log() {
        var next = published(Map.of("ce_id", ID, "ce_sequence", "0000000000000000042", "ce_incarnation", "7"));

        assertThat(Published.of(next)).hasValue(new Published(UUID.fromString(ID), 42, 7));
    }

    @Test
    void one_from_before_there_were_incarnations_is_of_the_first() {
        var next = published(Map.of("ce_id", ID, "ce_sequence", "0000000000000000042"));

        assertThat(Published.of(next)).hasValue(new Published(UUID.fromString(ID), 42, 1));
    }

    @Test
    void one_that_no_relay_published_says_nothing() {
        assertThat(Published.of(published(Map.of()))).isEmpty();
        assertThat(Published.of(published(Map.of("ce_id", ID)))).isEmpty();
        assertThat(Published.of(published(Map.of("ce_id", "A234-1234-1234", "ce_sequence", "1"))))
                .isEmpty();
        assertThat(Published.of(published(Map.of("ce_id", ID, "ce_sequence", "one"))))
                .isEmpty();
    }

    private static ConsumerRecord<String, byte[]> published(Map<String, String> headers) {
        var next = new ConsumerRecord<>("retrace.events", 0, 0, "recovery-1", new byte[0]);
        headers.forEach((name, value) -> next.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return next;
    }
}
