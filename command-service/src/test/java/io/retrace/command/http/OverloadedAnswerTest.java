package io.retrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.OverloadedException;
import io.retrace.wire.http.UnexpectedAnswers;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class OverloadedAnswerTest {

    @RestController
    static final class Overloaded {
        @GetMapping("/overloaded")
        String answer() {
            Supplier<String> work = () -> {
                throw new OverloadedException("too many");
            };
            return work.get();
        }
    }

    @Test
    @Tag("difference-hashing-queue")
    void whoever_is_turned_away_is_told_to_come_again() throws Exception {
        var mvc = MockMvcBuilders.standaloneSetup(new Overloaded())
                .setControllerAdvice(new UnexpectedAnswers(Optional.empty()))
                .build();

        var answer = mvc.perform(MockMvcRequestBuilders.get("/overloaded"))
                .andReturn()
                .getResponse();

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer.getContentAsString())
                .isEqualTo("{\"error\":{\"code\":503,\"status\":\"Service Unavailable\",\"message\":\"The service is"
                        + " temporarily unavailable, please try again\"}}\n");
    }
}
