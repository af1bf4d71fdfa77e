package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ImpatientTest {

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void an_answer_in_time_is_given_and_asked_for_anew_each_time() {
        var question = new Impatient<>(asked::incrementAndGet, Duration.ofSeconds(10), -1);

        assertThat(question.answer()).isEqualTo(1);
        assertThat(question.answer()).isEqualTo(2);
    }

    @Test
    void a_question_that_fails_has_the_other_answer() {
        var question = new Impatient<>(
                () -> {
                    throw new IllegalStateException("down");
                },
                Duration.ofSeconds(10),
                "none");

        assertThat(question.answer()).isEqualTo("none");
    }

    @Test
    void nobody_waits_longer_than_the_patience_and_what_hangs_is_not_asked_again() throws InterruptedException {
        var question = new Impatient<>(this::hang, Duration.ofMillis(50), -1);

        assertThat(question.answer()).isEqualTo(-1);
        assertThat(question.answer()).isEqualTo(-1);
        assertThat(asked).hasValue(1);
        answered.countDown();
        assertThat(new Impatient<>(this::hang, Duration.ofSeconds(10), -1).answer())
                .isEqualTo(2);
    }

    @Test
    void a_gauge_that_nobody_answers_is_no_number() {
        var registry = new SimpleMeterRegistry();

        var gauge = Impatient.gauge("lag", this::hang).register(registry);

        assertThat(gauge.value()).isNaN();
        answered.countDown();
    }

    private int hang() throws InterruptedException {
        int number = asked.incrementAndGet();
        answered.await();
        return number;
    }
}
