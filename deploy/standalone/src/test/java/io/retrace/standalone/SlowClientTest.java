package io.retrace.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send drop by drop, or nothing: they are cut off in time, and others are served meanwhile. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** What is configured, and what it takes to notice. */
    private static final Duration CUT_WITHIN = Duration.ofSeconds(8);

    private static final String LONG = "Content-Length: 100000";
    private static final int DROP_MS = 100;
    private static final int SILENT_CLIENTS = 200;

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.http.head_timeout",
            LIMIT.toMillis() + "ms",
            "retrace.http.body_timeout",
            LIMIT.toMillis() + "ms"));
    private final NativeClient client = new NativeClient(retrace.endpoints());

    @AfterAll
    void stop() {
        retrace.close();
    }

    /** What came back, and after how long the connection was cut. */
    private record Cut(String answer, Duration after) {}

    @ParameterizedTest
    @ValueSource(strings = {"public", "admin"})
    void a_head_that_comes_drop_by_drop_is_cut_off(String port) throws Exception {
        var cut = drip(base(port), "", "GET /health/alive HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

        assertThat(cut.after()).isBetween(LIMIT, CUT_WITHIN);
        assertThat(cut.answer()).doesNotContain("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Transfer-Encoding: chunked"})
    void a_body_that_comes_drop_by_drop_is_answered_408_and_cut_off(String length) throws Exception {
        var chunk = length.startsWith("Transfer") ? "186a0\r\n" : "";
        var cut = drip(base("public"), head("POST " + submit(), "Content-Type: application/json", length) + chunk, "");

        assertThat(cut.after()).isBetween(LIMIT, CUT_WITHIN);
        assertThat(cut.answer()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void a_form_and_an_operators_body_have_no_more_time() throws Exception {
        var form = drip(
                base("public"),
                head("POST " + submit(), "Content-Type: multipart/form-data; boundary=x", LONG) + "--x\r\n",
                "");
        var identity = drip(base("admin"), head("POST /admin/identities", "Content-Type: application/json", LONG), "");

        assertThat(form.after()).isLessThan(CUT_WITHIN);
        assertThat(identity.after()).isLessThan(CUT_WITHIN);
        assertThat(identity.answer()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void a_body_that_nobody_reads_is_not_waited_for() throws Exception {
        var cut = drip(base("public"), head("POST /nothing", LONG), "");

        assertThat(cut.after()).isLessThan(CUT_WITHIN);
    }

    @Test
    void those_who_say_nothing_are_cut_off_and_others_are_served_meanwhile() throws Exception {
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SILENT_CLIENTS; i++) {
                silent.add(new Socket(base("public").getHost(), base("public").getPort()));
            }
            long start = System.nanoTime();
            var email = "slow-" + UUID.randomUUID() + "@example.org";
            client.createIdentity(email);
            var flow = client.openRecovery();
            client.submitEmail(flow, email);
            assertThat(client.submitCode(flow, client.mailedCode(email)).text("/state"))
                    .isEqualTo("passed_challenge");
            for (var socket : silent) {
                socket.setSoTimeout((int) CUT_WITHIN.toMillis());
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CUT_WITHIN);
        } finally {
            for (var socket : silent) {
                socket.close();
            }
        }
    }

    private String submit() {
        return "/self-service/recovery?flow=" + client.openRecovery();
    }

    private static String head(String request, String... headers) {
        return request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private URI base(String port) {
        return port.equals("public")
                ? retrace.endpoints().publicBase()
                : retrace.endpoints().adminBase();
    }

    /** Sends the first part at once, the second and then a letter for ever one by one, until the other side hangs up. */
    private static Cut drip(URI base, String atOnce, String drops) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(1);
            socket.getOutputStream().write(atOnce.getBytes(ISO_8859_1));
            var answer = new StringBuilder();
            for (int i = 0; System.nanoTime() - start < 2 * CUT_WITHIN.toNanos(); i++) {
                try {
                    int read = socket.getInputStream().read();
                    while (read >= 0) {
                        answer.append((char) read);
                        read = socket.getInputStream().read();
                    }
                    return new Cut(answer.toString(), Duration.ofNanos(System.nanoTime() - start));
                } catch (SocketTimeoutException _) {
                    // nothing yet
                } catch (SocketException _) {
                    return new Cut(answer.toString(), Duration.ofNanos(System.nanoTime() - start));
                }
                try {
                    socket.getOutputStream().write(i < drops.length() ? drops.charAt(i) : 'x');
                } catch (SocketException _) {
                    // what was answered before can still be read
                }
                TimeUnit.MILLISECONDS.sleep(DROP_MS);
            }
            return new Cut(answer.toString(), Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
