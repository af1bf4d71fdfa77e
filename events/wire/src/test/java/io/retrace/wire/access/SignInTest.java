package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** How a browser comes in, how far that carries it, and what it sees before. */
class SignInTest {

    private static final String EVERYWHERE = "0.0.0.0";
    private static final String EVENTS = "/admin/console/events";

    private final AdminPort port = new AdminPort();
    private final String auditor = port.token("auditor");
    private final Identification identification = port.listeningOn(EVERYWHERE);

    @AfterEach
    void close() {
        port.close();
    }

    /** Pages that say which they are. */
    private static final class Pages implements PageForStrangers {

        @Override
        public ResponseEntity<byte[]> signIn(HttpServletRequest request) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER).build();
        }

        @Override
        public ResponseEntity<byte[]> roleMissing(HttpServletRequest request, Caller caller, Set<Role> needed) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN)
                    .header("X-Roles", String.valueOf(caller.roles()), String.valueOf(needed))
                    .build();
        }
    }

    private int status(MockHttpServletRequest request) {
        return port.send(identification, request, Optional.of(new Pages())).getStatus();
    }

    private static MockHttpServletRequest browser(String method, String path, String cookie) {
        var request = request(method, path, "");
        request.addHeader("Accept", "text/html,application/xhtml+xml");
        request.setCookies(new Cookie("retrace_console", cookie));
        return request;
    }

    private SignIn signIn(String base) {
        var urls = new Urls("http://127.0.0.1:4433", base, "", "", "", "");
        return new SignIn(identification, Optional.of(port.denials), urls);
    }

    @Test
    void the_cookie_opens_the_console_and_nothing_else() {
        assertThat(status(browser("GET", EVENTS, auditor))).isEqualTo(200);
        assertThat(status(browser("GET", "/admin/audit/events", auditor))).isEqualTo(401);
        assertThat(status(browser("GET", "/admin/consoles", auditor))).isEqualTo(401);
        assertThat(status(request("GET", EVENTS, auditor))).isEqualTo(200);
    }

    @Test
    void a_person_without_a_token_that_works_is_led_to_where_they_sign_in_and_a_program_is_told() {
        assertThat(status(browser("GET", EVENTS, "rt_wrong"))).isEqualTo(303);
        assertThat(status(request("GET", EVENTS, ""))).isEqualTo(401);
        assertThat(status(browser("GET", "/admin/console/login", "rt_wrong"))).isEqualTo(200);
        assertThat(status(request("GET", "/admin/console/assets/console.css", "")))
                .isEqualTo(200);
    }

    @Test
    void a_page_says_which_role_is_missing_and_the_denial_is_on_record() {
        var operator = port.token("operator");

        var refused = port.send(identification, browser("GET", EVENTS, operator), Optional.of(new Pages()));

        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getHeaders("X-Roles").getFirst()).isEqualTo("[OPERATOR]");
        assertThat(refused.getHeaders("X-Roles").getLast()).contains("AUDITOR", "RESPONDER");
        port.denials.close();
        assertThat(port.record()).anyMatch(envelope -> envelope.event() instanceof AccessDenied);
    }

    @Test
    void everybody_may_enter_and_only_responders_may_begin_a_run_or_reveal() {
        var operator = port.token("operator");
        assertThat(status(browser("GET", "/admin/console", operator))).isEqualTo(200);
        assertThat(status(browser("GET", "/admin/console/projections", operator)))
                .isEqualTo(200);
        assertThat(status(browser("GET", "/admin/console/lab", auditor))).isEqualTo(200);
        assertThat(status(browser("POST", "/admin/console/lab", auditor))).isEqualTo(403);
        assertThat(status(browser("POST", "/admin/console/projections/audit", auditor)))
                .isEqualTo(403);
        assertThat(status(browser("POST", EVENTS, auditor))).isEqualTo(403);
        assertThat(status(browser("POST", "/admin/console/find", auditor))).isEqualTo(200);
    }

    @Test
    void the_cookie_is_for_the_console_alone_and_no_script_and_no_other_site_has_it() {
        var cookie = signIn("http://127.0.0.1:4434").keep(new MockHttpServletRequest(), "rt_x");

        assertThat(cookie.getFirst("Set-Cookie"))
                .isEqualTo("retrace_console=rt_x; Path=/admin/console; HttpOnly; SameSite=Strict");
    }

    @Test
    void behind_a_proxy_it_goes_by_the_proxys_path_and_only_with_tls() {
        var cookie = signIn("https://host.example/retrace").forget(new MockHttpServletRequest());

        assertThat(cookie.getFirst("Set-Cookie"))
                .startsWith("retrace_console=; Path=/retrace/admin/console; Max-Age=0")
                .contains("; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rt_unknown", "a b", "a;b", "a\nb"})
    void what_is_no_token_signs_nobody_in(String token) {
        var signIn = signIn("http://127.0.0.1:4434");

        assertThat(signIn.isGood(request("POST", "/admin/console/login", ""), token))
                .isFalse();
        assertThat(signIn.isGood(request("POST", "/admin/console/login", ""), auditor))
                .isTrue();
    }

    @Test
    void whoever_has_signed_in_need_not_do_so_again_while_the_token_works() {
        var signIn = signIn("http://127.0.0.1:4434");

        assertThat(signIn.isDone(browser("GET", "/admin/console/login", auditor)))
                .isTrue();
        assertThat(signIn.isDone(browser("GET", "/admin/console/login", "rt_unknown")))
                .isFalse();
        port.denials.close();
        assertThat(port.record()).anyMatch(envelope -> envelope.event() instanceof AccessDenied);
    }
}
