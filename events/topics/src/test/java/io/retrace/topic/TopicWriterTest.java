package io.retrace.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.retrace.topic.TopicWriter.NotAcknowledged;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicWriterTest {

    private static final int TOO_MUCH_FOR_THE_TOPIC = 100_000;
    private static final int TOO_MUCH_FOR_THE_CLIENT = 5_000_000;

    private final String topic = "writer-" + UUID.randomUUID();
    private final TopicWriter writer = new TopicWriter(TestBroker.bootstrapServers(), "test-writer");

    @BeforeEach
    void makeTopic() {
        TestBroker.makeTopic(topic, 80_000);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void what_the_broker_has_acknowledged_is_there_in_order() throws Exception {
        writer.write(records("a", "b", "c"));
        writer.write(records("d"));

        assertThat(written()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_record_that_the_broker_refuses_is_told_from_one_that_it_has_not_got() {
        var failed = failure(records("a", sized(TOO_MUCH_FOR_THE_TOPIC)));

        assertThat(failed.isRefusal()).isTrue();
        assertThat(written()).containsExactly("a");
    }

    @Test
    void a_record_that_the_broker_refuses_is_passed_by_none_behind_it() {
        var alone = sized(TOO_MUCH_FOR_THE_TOPIC);
        // enough for several requests, which a careless writer has on their way at once
        var behind = Collections.nCopies(500, sized(1_500));

        for (int i = 0; i < 5; i++) {
            var failed = failure(
                    records(Stream.concat(Stream.of(alone), behind.stream()).toArray(String[]::new)));

            assertThat(failed.acknowledged()).isZero();
            assertThat(failed.isRefusal()).isTrue();
        }
        assertThat(written()).hasSize(0);
    }

    @Test
    void a_record_too_large_to_be_sent_is_refused_and_what_is_before_it_is_acknowledged() {
        var failed = failure(records("a", "b", sized(TOO_MUCH_FOR_THE_CLIENT), "c"));

        assertThat(failed.acknowledged()).isEqualTo(2);
        assertThat(failed.isRefusal()).isTrue();
        assertThat(written()).containsExactly("a", "b");
    }

    @Test
    void after_a_failure_it_writes_again() throws Exception {
        failure(records(sized(TOO_MUCH_FOR_THE_TOPIC)));

        writer.write(records("a"));

        assertThat(written()).containsExactly("a");
    }

    @Test
    void a_broker_that_does_not_answer_is_waited_for_once_and_not_for_each_record() {
        var nowhere = Collections.nCopies(20, new ProducerRecord<>("no-such-topic", "key", "a".getBytes(UTF_8)));
        long began = System.nanoTime();

        var failed = failure(nowhere);

        assertThat(failed).hasCauseInstanceOf(TimeoutException.class);
        assertThat(failed.isRefusal()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
    }

    private NotAcknowledged failure(List<ProducerRecord<String, byte[]>> records) {
        return catchThrowableOfType(NotAcknowledged.class, () -> writer.write(records));
    }

    private List<ProducerRecord<String, byte[]>> records(String... values) {
        return Arrays.stream(values)
                .map(value -> new ProducerRecord<>(topic, "key", value.getBytes(UTF_8)))
                .toList();
    }

    private static String sized(int length) {
        return "x".repeat(length);
    }

    private List<String> written() {
        return TestBroker.records(topic).stream()
                .map(next -> new String(next.value(), UTF_8))
                .toList();
    }
}
