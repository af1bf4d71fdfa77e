package io.retrace.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which forms are the console's own. */
class SameSiteTest {

    @ParameterizedTest
    @CsvSource({
        "same-origin, , true",
        "same-origin, null, true",
        "same-site, http://127.0.0.1:4434, false",
        "cross-site, , false",
        "none, , false",
        ", http://127.0.0.1:4434, true",
        ", http://127.0.0.1:4455, false",
        ", https://elsewhere.example, false",
        ", null, false",
        ", ':', false",
        ", , true"
    })
    void a_form_is_ours_by_what_the_browser_says(String site, String origin, boolean own) {
        var request = new MockHttpServletRequest("POST", "/admin/console/events");
        request.addHeader("Host", "127.0.0.1:4434");
        if (site != null) {
            request.addHeader("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.addHeader("Origin", origin);
        }

        assertThat(SameSite.isOwn(request)).isEqualTo(own);
    }
}
