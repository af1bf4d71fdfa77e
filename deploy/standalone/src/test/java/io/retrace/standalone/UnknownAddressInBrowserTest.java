package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A browser and a single-page app learn as little about who has an account as a native client does. */
@ExtendWith(SharedRetrace.class)
class UnknownAddressInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final String known = newAddress();
    private final NativeClient operator;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    UnknownAddressInBrowserTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        operator = new NativeClient(endpoints);
    }

    enum Kind {
        BROWSER("text/html", "application/x-www-form-urlencoded") {
            @Override
            String body(String token, String method, String field, String value) {
                return "method=%s&%s=%s&csrf_token=%s".formatted(method, field, value, token.replace("+", "%2B"));
            }
        },
        SINGLE_PAGE_APP("application/json", "application/json") {
            @Override
            String body(String token, String method, String field, String value) {
                return """
                        {"method":"%s","%s":"%s","csrf_token":"%s"}""".formatted(method, field, value, token);
            }
        };

        private final String accept;
        private final String contentType;

        Kind(String accept, String contentType) {
            this.accept = accept;
            this.contentType = contentType;
        }

        abstract String body(String token, String method, String field, String value);
    }

    /** A flow in a browser of its own. */
    private record Visit(String flow, String cookie, String token) {}

    @BeforeEach
    void somebodyIsKnown() {
        operator.createIdentity(known);
    }

    @ParameterizedTest
    @EnumSource
    void the_answers_to_an_address_a_look_and_wrong_codes_are_the_same(Kind kind) throws Exception {
        var unknown = newAddress();
        var knownVisit = visit();
        var unknownVisit = visit();

        assertAlike(
                submit(kind, knownVisit, "code", "email", known),
                knownVisit,
                submit(kind, unknownVisit, "code", "email", unknown),
                unknownVisit,
                unknown);
        assertAlike(look(knownVisit), knownVisit, look(unknownVisit), unknownVisit, unknown);
        for (int submission = 1; submission <= 6; submission++) {
            assertAlike(
                    submit(kind, knownVisit, "code", "code", "12345x"),
                    knownVisit,
                    submit(kind, unknownVisit, "code", "code", "12345x"),
                    unknownVisit,
                    unknown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_answers_to_an_address_that_asks_for_a_link_are_the_same(Kind kind) throws Exception {
        var unknown = newAddress();
        var knownVisit = visit();
        var unknownVisit = visit();

        for (int letter = 1; letter <= 2; letter++) {
            assertAlike(
                    submit(kind, knownVisit, "link", "email", known),
                    knownVisit,
                    submit(kind, unknownVisit, "link", "email", unknown),
                    unknownVisit,
                    unknown);
            assertAlike(look(knownVisit), knownVisit, look(unknownVisit), unknownVisit, unknown);
        }
    }

    @Test
    void nobody_elses_browser_is_shown_what_was_typed() throws Exception {
        var visit = visit();
        submit(Kind.SINGLE_PAGE_APP, visit, "code", "email", known);
        var path = "/self-service/recovery?flow=" + visit.flow();

        var opened = send(request(path, "application/json").header("Cookie", visit().cookie()));
        var malformed = send(request(path, "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{")));

        assertThat(opened.status()).isEqualTo(403);
        assertThat(malformed.status()).isEqualTo(403);
        assertThat(opened.body() + malformed.body()).doesNotContain(known);
    }

    private void assertAlike(Answer ofKnown, Visit knownVisit, Answer ofUnknown, Visit unknownVisit, String unknown) {
        assertThat(Likeness.of(ofUnknown, unknownVisit.flow(), unknown))
                .isEqualTo(Likeness.of(ofKnown, knownVisit.flow(), known));
    }

    private Visit visit() throws IOException, InterruptedException {
        var answer = send(request("/self-service/recovery/browser", "application/json"));
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new Visit(answer.text("/id"), cookie, answer.text("/ui/nodes/0/attributes/value"));
    }

    private Answer submit(Kind kind, Visit visit, String method, String field, String value)
            throws IOException, InterruptedException {
        return send(request("/self-service/recovery?flow=" + visit.flow(), kind.accept)
                .header("Content-Type", kind.contentType)
                .header("Cookie", visit.cookie())
                .POST(BodyPublishers.ofString(kind.body(visit.token(), method, field, value))));
    }

    private Answer look(Visit visit) throws IOException, InterruptedException {
        return send(request("/self-service/recovery/flows?id=" + visit.flow(), "application/json")
                .header("Cookie", visit.cookie()));
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(endpoints.publicBase() + path))
                .header("Accept", accept)
                .timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
