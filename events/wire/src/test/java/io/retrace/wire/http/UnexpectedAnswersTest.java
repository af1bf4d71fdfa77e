package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** What nobody expected is told in the peer's words, and nothing of what it was. */
class UnexpectedAnswersTest {

    @Test
    @Tag("row-020")
    @Tag("row-024")
    @Tag("row-037")
    @Tag("row-040")
    void a_failure_of_ours_is_a_500_that_says_nothing_of_its_cause() {
        var answer = new UnexpectedAnswers(Optional.empty())
                .unexpected(new IllegalStateException("select secret from somewhere"), new MockHttpServletRequest());

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(WireJson.mapper().readTree(answer.getBody()))
                .isEqualTo(WireJson.mapper().readTree("""
                {"error":{"code":500,"status":"Internal Server Error",
                 "message":"An internal server error occurred, please contact the system administrator"}}"""));
    }
}
