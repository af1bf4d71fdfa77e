package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a responder finds of an attack on an account, over HTTP. */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ATTEMPTS = "&type=recovery.CodeRejected";

    private final NativeClient client;
    private final Endpoints endpoints;
    private final String local = "attacked-" + UUID.randomUUID();
    private final String email = local + "@example.org";
    private String identity = "";
    private String flow = "";

    AuditApiTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
    }

    @BeforeAll
    void attack() {
        identity = client.createIdentity(email);
        flow = client.openRecovery();
        client.submitEmail(flow, email);
        var code = client.mailedCode(email);
        client.submitCode(flow, code.equals("000000") ? "111111" : "000000");
        await().atMost(PATIENCE)
                .until(() -> positions("identity=" + identity + ATTEMPTS).size() == 1);
    }

    @Test
    void a_wrong_code_is_found_by_identity_address_and_flow_though_it_names_none_of_them() {
        var byFlow = positions("flow=" + flow + ATTEMPTS);

        assertThat(byFlow).hasSize(1);
        assertThat(positions("identity=" + identity + ATTEMPTS)).isEqualTo(byFlow);
        assertThat(positions("address=" + email + ATTEMPTS)).isEqualTo(byFlow);
        assertThat(positions("identity=" + identity + "&client=127.0.0.0/8" + ATTEMPTS))
                .isEqualTo(byFlow);
        assertThat(positions("identity=" + identity + "&client=192.0.2.0/24" + ATTEMPTS))
                .isEmpty();
    }

    @Test
    void an_entry_says_why_and_how_many_tries_are_left() {
        var entry = client.getAdmin("/admin/audit/events?flow=" + flow + ATTEMPTS)
                .json()
                .at("/entries/0");

        assertThat(entry.path("reason").asString()).isEqualTo("no match, submission 1");
        assertThat(entry.path("tries_left").asInt(-1)).isEqualTo(4);
        assertThat(entry.at("/budgets/0/budget").asString()).isEqualTo("CODES_PER_IDENTITY");
        assertThat(entry.at("/client/network").asString()).isEqualTo("127.0.0.0/24");
    }

    @Test
    void an_address_may_be_asked_for_in_a_body() {
        var answer = client.send(
                "POST",
                endpoints.adminBase(),
                "/admin/audit/events/search",
                "{\"address\":\"" + email.toUpperCase(Locale.ROOT) + "\",\"limit\":1}",
                "Content-Type",
                "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("next").asString()).isNotEmpty();
        assertThat(answer.body()).doesNotContain(local);
    }

    @Test
    void what_is_found_is_counted_and_exported_without_the_address() {
        var facets = client.getAdmin("/admin/audit/facets?identity=" + identity).json();
        var csv = client.getAdmin("/admin/audit/export?format=csv&identity=" + identity);
        var ndjson = client.getAdmin("/admin/audit/export?format=ndjson&identity=" + identity);

        assertThat(facets.path("complete").asBoolean(false)).isTrue();
        assertThat(csv.body().lines().count() - 1)
                .isEqualTo(ndjson.body().lines().count())
                .isGreaterThanOrEqualTo(facets.path("counted").asLong());
        assertThat(csv.body() + ndjson.body()).doesNotContain(local);
        assertThat(ndjson.body()).contains("\"specversion\":\"1.0\"");
    }

    @Test
    void a_search_that_is_none_is_a_problem() {
        for (var path : List.of("events?x=1", "facets?limit=1", "export?format=pdf", "tail?from_position=1")) {
            var answer = client.getAdmin("/admin/audit/" + path);

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.text("/type")).isEqualTo("urn:retrace:problem:malformed-search");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void who_listens_hears_of_the_next_attempt_and_goes_on_where_he_was() throws Exception {
        var other = "followed-" + UUID.randomUUID() + "@example.org";
        client.createIdentity(other);
        var followed = client.askForCode(other);
        await().atMost(PATIENCE).until(() -> !positions("flow=" + followed).isEmpty());
        var newest = positions("flow=" + followed).getFirst();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(
                            endpoints.adminBase() + "/admin/audit/tail?flow=" + followed + "&outcome=failure"))
                    .header("Last-Event-ID", Long.toString(newest))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            client.submitCode(followed, "abcdef");
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                var id = lineThatBegins(lines, "id: ");

                assertThat(Long.parseLong(id)).isGreaterThan(newest);
                assertThat(lineThatBegins(lines, "data: "))
                        .contains("recovery.CodeRejected")
                        .doesNotContain(local);
            }
            http.shutdownNow();
        }
    }

    private static String lineThatBegins(BufferedReader lines, String start) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new AssertionError("the stream ended");
    }

    private List<Long> positions(String asked) {
        var answer = client.getAdmin("/admin/audit/events?" + asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("position").asLong())
                .toList();
    }
}
