package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HttpShareTest {

    private static final Figure CREATED = Figure.of("create", "create rate", 6_000, "/s");
    private static final Figure COMMANDED = Figure.of("append", "64 callers, commands", 8_000, "/s");

    @Test
    void flows_created_over_http_stand_beside_the_commands_of_the_same_run() {
        assertThat(HttpShare.in(List.of(CREATED, COMMANDED)))
                .contains(new Figure("create", "HTTP of in-process", 75, "%", new Aim.AtLeast(60)));
    }

    @Test
    void where_only_one_was_measured_nothing_is_compared() {
        assertThat(HttpShare.in(List.of(CREATED))).isEmpty();
        assertThat(HttpShare.in(List.of(COMMANDED))).isEmpty();
    }
}
