package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.http.HttpAnswer;
import io.retrace.standalone.http.LoopbackServer;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages make of the public API's answers, also of those that it takes an hour or an outage to see. */
class RoutesTest {

    private static final String FLOW = "/recovery?flow=5a9c1f1e-0000-4000-8000-000000000001";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<HttpAnswer> said = new AtomicReference<>(HttpAnswer.error(404, "no such flow"));
    private final LoopbackServer api = LoopbackServer.start("The API", LoopbackPort.findFree(), exchange -> {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Cookie"));
        return said.get();
    });
    private final Site site = site("http://127.0.0.1:" + api.port());
    private final LoopbackServer pages = serve(site);

    @AfterEach
    void stop() {
        pages.close();
        api.close();
        http.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "403, 403, This form belongs to another browser",
        "404, 404, This form is gone",
        "410, 410, This form has expired",
        "401, 401, You are not signed in",
        "500, 502, Please try again in a moment",
        "503, 502, Please try again in a moment"
    })
    void a_flow_that_cannot_be_shown_leads_to_a_page_that_helps(int of, int status, String title) throws Exception {
        said.set(HttpAnswer.json(of, Map.of("error", Map.of("code", of))));

        var page = get(FLOW);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("<h1>" + title + "</h1>", "class=\"button\"");
    }

    @Test
    void an_expired_flow_can_be_begun_again() throws Exception {
        said.set(HttpAnswer.json(410, Map.of()));

        assertThat(get(FLOW).body()).contains("href=\"" + site.api() + "/self-service/recovery/browser\"");
        assertThat(get(FLOW.replace("recovery", "settings")).body())
                .contains("href=\"" + site.api() + "/self-service/settings/browser\"");
    }

    @Test
    void the_api_is_asked_with_the_browsers_cookies() throws Exception {
        get(FLOW, "Cookie", "a=1; b=2");

        assertThat(asked)
                .containsExactly(
                        "/self-service/recovery/flows?id=5a9c1f1e-0000-4000-8000-000000000001 [a=1; b=2]",
                        "/sessions/whoami [a=1; b=2]");
    }

    @Test
    void an_api_that_is_not_there_or_talks_nonsense_is_said_politely() throws Exception {
        said.set(new HttpAnswer(200, Map.of(), "{"));
        assertThat(get(FLOW).statusCode()).isEqualTo(502);

        try (var alone = serve(site("http://127.0.0.1:" + LoopbackPort.findFree()))) {
            var page = http.send(request(alone, FLOW).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(502);
            assertThat(page.body()).contains("The service does not answer at the moment.");
        }
    }

    @Test
    void a_page_without_a_flow_begins_one_that_leads_where_it_was_told() throws Exception {
        assertThat(location(get("/recovery"))).isEqualTo(site.api() + "/self-service/recovery/browser");
        assertThat(location(get("/settings?return_to=http%3A%2F%2Fa%2F%3Fb%3Dc")))
                .isEqualTo(site.api() + "/self-service/settings/browser?return_to=http%3A%2F%2Fa%2F%3Fb%3Dc");
    }

    @Test
    void whoever_says_localhost_is_sent_to_where_the_cookies_are() throws Exception {
        var url = "http://localhost:" + pages.port() + "/welcome";

        var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());

        assertThat(location(answer)).isEqualTo("http://127.0.0.1:" + pages.port() + "/welcome");
    }

    @Test
    void every_page_forbids_what_it_does_not_need() throws Exception {
        var page = get("/nowhere");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValue(site.contentSecurityPolicy());
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(pages, path);
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(LoopbackServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static String location(HttpResponse<?> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static Site site(String api) {
        var own = "http://127.0.0.1:" + LoopbackPort.findFree();
        return new Site(own, api, "http://admin", Optional.empty(), "default-src 'none'");
    }

    private static LoopbackServer serve(Site site) {
        var routes = new Routes(site, new PublicApi(site.api()), Clock.systemUTC());
        return LoopbackServer.start("The pages", URI.create(site.own()).getPort(), routes::answer);
    }
}
