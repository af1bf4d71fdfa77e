package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class CsrfSecretTest {

    private final CsrfSecret secret = CsrfSecret.fresh();

    @Test
    void each_token_is_another_and_each_fits() {
        var one = secret.token();
        var two = secret.token();

        assertThat(one).isNotEqualTo(two);
        assertThat(Base64.getDecoder().decode(one)).hasSize(64);
        assertThat(secret.fits(one)).isTrue();
        assertThat(secret.fits(two)).isTrue();
    }

    @Test
    void a_token_of_another_secret_does_not_fit_nor_does_anything_else() {
        assertThat(secret.fits(CsrfSecret.fresh().token())).isFalse();
        assertThat(secret.fits(secret.cookieValue())).isFalse();
        assertThat(secret.fits("")).isFalse();
        assertThat(secret.fits("AAAA")).isFalse();
        assertThat(secret.fits("not base64!")).isFalse();
    }

    @Test
    void it_comes_back_as_the_cookies_value_and_prints_as_nothing() {
        assertThat(CsrfSecret.of(secret.cookieValue()).orElseThrow().fits(secret.token()))
                .isTrue();
        assertThat(CsrfSecret.of("AAAA")).isEmpty();
        assertThat(CsrfSecret.of("?")).isEmpty();
        assertThat(secret).hasToString("[hidden]");
    }
}
