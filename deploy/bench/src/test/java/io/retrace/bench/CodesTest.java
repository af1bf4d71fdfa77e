package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodesTest {

    @Test
    void the_digits_on_a_line_of_their_own_are_the_code() {
        assertThat(code("Use this code:\r\n\r\n004711\r\n\r\nIt expires in 60 minutes.\r\n"))
                .contains("004711");
    }

    @Test
    void of_several_the_last_one_counts() {
        assertThat(code("111111\r\n222222\r\nend")).contains("222222");
    }

    @Test
    void blanks_around_the_digits_do_not_matter() {
        assertThat(code("  \t333333 \t\r\n")).contains("333333");
    }

    @Test
    void it_may_be_the_only_line() {
        assertThat(code("444444")).contains("444444");
    }

    @Test
    void digits_among_words_or_apart_from_each_other_are_none() {
        assertThat(code("in 60 minutes\r\n12 34\r\n--12\r\n\r\n")).isEmpty();
        assertThat(code("")).isEmpty();
    }

    private static Optional<String> code(String mail) {
        return Codes.lastAloneOnALine(Bytes.ascii(mail));
    }
}
