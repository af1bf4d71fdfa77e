package io.retrace.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever signs in goes on in the console, wherever a link would lead them. */
class WayBackTest {

    private static final Links LINKS = new Links("/admin/console");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/console",
                "/admin/console/lab",
                "/admin/console/events?outcome=failure&range=all",
                "/admin/console/recoveries/00000000-0000-4000-8000-000000000000?step=3"
            })
    void a_page_of_the_console_is_gone_back_to(String path) {
        assertThat(WayBack.of(LINKS, Optional.of(path))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example/admin/console",
                "/admin/consoles",
                "/admin/console.elsewhere.example",
                "/admin/console/../identities",
                "/admin/console//elsewhere.example",
                "/admin/console\\elsewhere",
                "/admin/console/lab\nSet-Cookie: a=b",
                "/admin/console?a=b\nSet-Cookie: a=b",
                "/admin/identities"
            })
    void everything_else_leads_to_the_beginning(String path) {
        assertThat(WayBack.of(LINKS, Optional.of(path))).isEqualTo("/admin/console");
    }

    @Test
    void nothing_asked_leads_to_the_beginning() {
        assertThat(WayBack.of(LINKS, Optional.empty())).isEqualTo("/admin/console");
    }
}
