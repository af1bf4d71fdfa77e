package io.retrace.command.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that knows data breaches, in its moods. */
class BreachedPasswordsTest {

    // SHA-1 of "password" is 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8
    private static final String PASSWORD = "password";
    private static final String PREFIX = "5BAA6";
    private static final String FOUND = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:37359195\r\n";
    private static final String OTHER = "00000000000000000000000000000000ABC:7\r\n";
    private static final String PADDING = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:0\r\n";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void what_stands_on_the_page_was_found_so_often_and_only_five_digits_went_out() {
        says(200, OTHER + FOUND);

        assertThat(service(LONG).occurrences(PASSWORD)).isEqualTo(OptionalLong.of(37_359_195));
        assertThat(asked).containsExactly("/range/" + PREFIX + " padded=true");
        assertThat(count("breached")).isEqualTo(1);
    }

    @Test
    void what_does_not_stand_there_or_only_as_padding_was_never_found() {
        says(200, OTHER);
        assertThat(service(LONG).occurrences(PASSWORD)).isEqualTo(OptionalLong.of(0));

        server.removeContext("/range/");
        says(200, PADDING);
        assertThat(service(LONG).occurrences(PASSWORD)).isEqualTo(OptionalLong.of(0));
        assertThat(count("clean")).isEqualTo(2);
    }

    @Test
    void an_empty_page_says_that_it_was_never_found() {
        says(200, "");

        assertThat(service(LONG).occurrences(PASSWORD)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void a_page_is_asked_for_once() {
        says(200, FOUND);
        var service = service(LONG);

        service.occurrences(PASSWORD);
        service.occurrences(PASSWORD);

        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>sign in to the hotel's network</html>",
                "1E4C9B93:1",
                "1E4C9B93F3F0682250B6CF8331B7EE68FD8"
            })
    void what_is_no_page_of_hashes_says_nothing_and_is_not_kept(String garbage) {
        says(200, garbage);
        var service = service(LONG);

        assertThat(service.occurrences(PASSWORD)).isEmpty();
        assertThat(service.occurrences(PASSWORD)).isEmpty();
        assertThat(asked).hasSize(2);
        assertThat(count("unknown")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 429, 500, 503})
    void another_status_says_nothing(int status) {
        says(status, FOUND);

        assertThat(service(LONG).occurrences(PASSWORD)).isEmpty();
    }

    @Test
    void a_service_that_is_down_says_nothing() {
        server.stop(0);

        assertThat(service(LONG).occurrences(PASSWORD)).isEmpty();
    }

    @Test
    void a_service_that_does_not_answer_in_time_says_nothing() {
        answers(_ -> await());

        assertThat(service(SHORT).occurrences(PASSWORD)).isEmpty();
    }

    @Test
    void a_service_that_never_comes_to_an_end_says_nothing() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(FOUND.getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            await();
        });

        assertThat(service(SHORT).occurrences(PASSWORD)).isEmpty();
    }

    @Test
    void a_page_of_more_than_a_mebibyte_says_nothing() {
        says(200, OTHER.repeat(30_000));

        assertThat(service(LONG).occurrences(PASSWORD)).isEmpty();
    }

    @Test
    void of_pages_the_hundred_asked_for_last_are_kept() {
        var pages = new RangePages();
        for (int page = 0; page < 100; page++) {
            pages.keep("page " + page, new RangePage(OTHER));
        }
        pages.find("page 0");
        pages.keep("one more", new RangePage(OTHER));

        assertThat(pages.find("page 0")).isPresent();
        assertThat(pages.find("page 1")).isEmpty();
        assertThat(pages.find("one more")).isPresent();
    }

    private BreachedPasswords service(Duration patience) {
        return new BreachedPasswords(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), patience, metrics);
    }

    private double count(String outcome) {
        return metrics.get("retrace_breach_checks")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void says(int status, String page) {
        answers(exchange -> {
            var body = page.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        });
    }

    private interface Mood {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void answers(Mood mood) {
        server.createContext("/range/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI() + " padded="
                        + exchange.getRequestHeaders().getFirst("Add-Padding"));
                mood.answer(exchange);
            }
        });
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
