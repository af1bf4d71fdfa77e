package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretMacTest {

    @Test
    void the_same_bytes_under_the_same_pepper_match() {
        assertThat(new SecretMac(1, "Y29kZQ").matches(new SecretMac(1, "Y29kZQ")))
                .isTrue();
    }

    @Test
    void other_bytes_do_not_match() {
        assertThat(new SecretMac(1, "Y29kZQ").matches(new SecretMac(1, "b3RoZXI")))
                .isFalse();
    }

    @Test
    void a_beginning_does_not_match() {
        assertThat(new SecretMac(1, "Y29kZQ").matches(new SecretMac(1, "Y29k"))).isFalse();
        assertThat(new SecretMac(1, "Y29k").matches(new SecretMac(1, "Y29kZQ"))).isFalse();
    }

    @Test
    void the_same_bytes_under_another_pepper_do_not_match() {
        assertThat(new SecretMac(1, "Y29kZQ").matches(new SecretMac(2, "Y29kZQ")))
                .isFalse();
    }
}
