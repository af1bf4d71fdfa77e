package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What nobody expected is told in the peer's words, and nothing of what it was. */
class UnexpectedAnswersTest {

    @Test
    @Tag("row-020")
    @Tag("row-024")
    @Tag("row-037")
    @Tag("row-040")
    void a_failure_of_ours_is_a_500_that_says_nothing_of_its_cause() {
        var answer = new UnexpectedAnswers().unexpected(new IllegalStateException("select secret from somewhere"));

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(WireJson.mapper().readTree(answer.getBody()))
                .isEqualTo(WireJson.mapper().readTree("""
                {"error":{"code":500,"status":"Internal Server Error",
                 "message":"An internal server error occurred, please contact the system administrator"}}"""));
    }
}
