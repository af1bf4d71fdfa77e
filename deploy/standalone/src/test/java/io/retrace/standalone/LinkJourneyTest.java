package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** Links from letters: opening one shows a page, its button redeems it, and scanners of mail burn none. */
@ExtendWith(SharedRetrace.class)
class LinkJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern FIELD = Pattern.compile("name=\"token\" value=\"(\\w+)\"");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern PATH = Pattern.compile("/self-service/.*");

    private final String settings;
    private final String recovery;
    private final NativeClient client;
    private final String person = UUID.randomUUID() + "@example.org";
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String flow = "";

    LinkJourneyTest(StandaloneFixture retrace) {
        settings = retrace.endpoints().uiBase() + "/settings?flow=";
        recovery = retrace.endpoints().uiBase() + "/recovery?flow=";
        client = new NativeClient(retrace.endpoints());
    }

    @BeforeEach
    void somebodyAskedForALink() {
        client.createIdentity(person);
        flow = client.openRecovery();
        var asked = client.submitEmailForLink(flow, person);
        assertThat(asked.text("/active")).isEqualTo("link");
        assertThat(asked.text("/ui/messages/0/id")).isEqualTo("1060002");
    }

    @Test
    @Tag("row-202")
    @Tag("row-206")
    void the_button_of_the_page_that_a_link_opens_signs_in_and_leads_to_the_settings() throws Exception {
        var page = open(client.mailedLink(person));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action http://127.0.0.1");
        var redeemed = press(page);
        assertThat(redeemed.status()).isEqualTo(303);
        assertThat(location(redeemed)).startsWith(settings);
        assertThat(redeemed.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .anySatisfy(cookie -> assertThat(cookie).startsWith("ory_kratos_session="));
        assertThat(passed()).isTrue();
    }

    @Test
    void the_page_speaks_german_to_who_reads_german() throws Exception {
        var page = send(HttpRequest.newBuilder(client.mailedLink(person))
                .header("Accept", "text/html")
                .header("Accept-Language", "fr;q=0.3, de-CH, en;q=0.5"));

        assertThat(page.body()).contains("lang=\"de\"", "Konto wiederherstellen");
    }

    @Test
    @Tag("difference-D7")
    void opening_it_however_often_redeems_nothing() throws Exception {
        var link = client.mailedLink(person);

        for (int time = 0; time < 3; time++) {
            open(link);
        }

        assertThat(passed()).isFalse();
        assertThat(location(press(open(link)))).startsWith(settings);
    }

    @Test
    @Tag("row-405")
    @Tag("difference-head-leaves-no-trace")
    void a_head_request_redeems_nothing_and_leaves_no_trace() throws Exception {
        var before = client.getPublic("/self-service/recovery/flows?id=" + flow).body();
        var answer = send(HttpRequest.newBuilder(client.mailedLink(person)).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(client.getPublic("/self-service/recovery/flows?id=" + flow).body())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose", "Purpose"})
    void a_prefetch_redeems_nothing_even_where_json_is_asked_for(String header) throws Exception {
        var answer = send(HttpRequest.newBuilder(client.mailedLink(person))
                .header("Accept", "application/json")
                .header(header, "prefetch;prerender"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(passed()).isFalse();
    }

    @Test
    @Tag("row-210")
    void a_link_that_has_worked_leads_to_a_new_flow_that_says_so() throws Exception {
        var page = open(client.mailedLink(person));
        press(page);

        var again = press(page);

        assertThat(again.status()).isEqualTo(303);
        assertThat(location(again)).startsWith(recovery).doesNotContain(flow);
        var cookie = again.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        var successor = client.send(
                "GET",
                URI.create(PATH.matcher(action(page)).replaceFirst("")),
                "/self-service/recovery/flows?id=" + location(again).substring(recovery.length()),
                "",
                "Cookie",
                cookie);
        assertThat(successor.text("/ui/messages/0/id")).isEqualTo("4060004");
        assertThat(successor.text("/active")).isEqualTo("link");
    }

    @Test
    @Tag("row-406")
    @Tag("row-408")
    void of_two_links_each_works_until_one_has() throws Exception {
        var first = client.mailedLink(person);
        client.submitEmailForLink(flow, person);
        await().atMost(PATIENCE).until(() -> !client.mailedLink(person).equals(first));
        var second = client.mailedLink(person);

        assertThat(location(press(open(first)))).startsWith(settings);
        assertThat(location(press(open(second)))).startsWith(recovery);
    }

    @Test
    @Tag("row-236")
    @Tag("row-241")
    void of_ten_browsers_that_press_the_button_at_once_one_gets_in() throws Exception {
        var page = open(client.mailedLink(person));
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return press(page);
                    }))
                    .toList();
            start.countDown();

            List<Answer> all = answers.stream().map(LinkJourneyTest::get).toList();

            assertThat(all).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(303));
            assertThat(all.stream().filter(answer -> location(answer).startsWith(settings)))
                    .hasSize(1);
            assertThat(all.stream().filter(answer -> location(answer).startsWith(recovery)))
                    .hasSize(9);
        }
    }

    @Test
    @Tag("row-392")
    void a_code_asked_for_before_opens_nothing_once_that_a_link_was() {
        var other = UUID.randomUUID() + "@example.org";
        client.createIdentity(other);
        var both = client.askForCode(other);
        var code = client.mailedCode(other);
        client.submitEmailForLink(both, other);

        var answer = client.submitCode(both, code);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/ui/messages/0/id")).isEqualTo("4010005");
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean passed() {
        return client.getPublic("/self-service/recovery/flows?id=" + flow)
                .text("/state")
                .equals("passed_challenge");
    }

    private Answer open(URI link) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(link).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    /** What a browser does with the form of the page. */
    private Answer press(Answer page) throws IOException, InterruptedException {
        var token =
                FIELD.matcher(page.body()).results().findFirst().orElseThrow().group(1);
        return send(HttpRequest.newBuilder(URI.create(action(page)))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Origin", "null")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token)));
    }

    private static String action(Answer page) {
        return HtmlUtils.htmlUnescape(
                ACTION.matcher(page.body()).results().findFirst().orElseThrow().group(1));
    }

    private static String location(Answer answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = browser.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }
}
