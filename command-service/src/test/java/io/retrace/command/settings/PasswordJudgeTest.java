package io.retrace.command.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordJudgeTest {

    @ParameterizedTest
    @CsvSource({
        "jane@example.org, jane@example.org",
        // four edits
        "jane@example, jane@example.org",
        // five edits, but most of it stands in the address
        "jane@exampl, jane@example.org",
        // five of nine characters stand in it
        "janex1234, janexyz@example.org",
        "example.org1234567, jane@example.org",
        // nothing in common, but four edits make one of the other
        "abcd, wxyz"
    })
    void a_password_near_the_address_is_similar(String password, String address) {
        assertThat(PasswordJudge.isSimilar(password, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // four of eight characters stand in it: not more than half
        "jane1234, jane@example.org",
        "correct horse battery, jane@example.org",
        // five edits
        "abcde, vwxyz",
        "nothingalike, jane@example.org"
    })
    void a_password_far_from_it_is_not(String password, String address) {
        assertThat(PasswordJudge.isSimilar(password, address)).isFalse();
    }
}
