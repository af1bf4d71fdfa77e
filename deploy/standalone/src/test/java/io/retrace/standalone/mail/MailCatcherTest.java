package io.retrace.standalone.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private MailCatcher catcher;

    @BeforeEach
    void start() {
        catcher = MailCatcher.start(LoopbackPort.findFree(), LoopbackPort.findFree());
    }

    @AfterEach
    void stop() {
        http.close();
        catcher.close();
    }

    @Test
    void the_newest_mail_to_an_address_is_told_whole() throws Exception {
        // given
        send("ann@example.org", "An older one", "nothing");
        sendTextAndHtml("Ann@Example.org", "Rückkehr", """
                Order 4711 of 2026

                123456

                or follow https://example.org/r?token=abc.
                """, "<p>123456</p>");
        // when
        JsonNode mail = JSON.readTree(get("/latest?to=ANN@example.org").body());
        // then
        assertThat(mail.get("seq").asLong()).isEqualTo(2);
        assertThat(mail.get("to").asString()).isEqualTo("Ann@Example.org");
        assertThat(mail.get("from").asString()).isEqualTo("retrace@example.org");
        assertThat(mail.get("subject").asString()).isEqualTo("Rückkehr");
        assertThat(mail.get("text").asString()).startsWith("Order 4711 of 2026\n\n123456\n");
        assertThat(mail.get("html").asString()).isEqualTo("<p>123456</p>");
        assertThat(mail.get("code").asString()).isEqualTo("123456");
        assertThat(mail.get("link").asString()).isEqualTo("https://example.org/r?token=abc");
        assertThat(mail.at("/headers/To/0").asString()).isEqualTo("Ann@Example.org");
        assertThat(mail.get("received_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void a_mail_without_html_code_and_link_has_nulls() throws Exception {
        // given
        send("ann@example.org", "Hello", "no secrets: 123456 https://example.org/");
        // when
        JsonNode mail = JSON.readTree(get("/latest?to=ann@example.org").body());
        // then
        assertThat(mail.get("html").isNull()).isTrue();
        assertThat(mail.get("code").isNull()).isTrue();
        assertThat(mail.get("link").isNull()).isTrue();
    }

    @Test
    void a_plus_in_an_address_is_a_plus() throws Exception {
        // given
        send("ann+recovery@example.org", "Hello", "text");
        // when, then
        assertThat(get("/latest?to=ann+recovery@example.org").statusCode()).isEqualTo(200);
        assertThat(get("/latest?to=ann%2Brecovery%40example.org").statusCode()).isEqualTo(200);
    }

    @Test
    void who_waits_is_woken_by_mail_to_that_address_only() throws Exception {
        // given
        send("ann@example.org", "Old", "text");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                request("/latest?to=ann@example.org&after=1&wait=20000").build(), HttpResponse.BodyHandlers.ofString());
        // when
        send("bob@example.org", "Not hers", "text");
        assertThat(waiting).isNotDone();
        send("ann@example.org", "New", "text");
        // then
        assertThat(waiting.get(5, TimeUnit.SECONDS).body()).contains("\"subject\":\"New\"");
    }

    @Test
    void no_mail_is_a_404_at_once_and_after_the_wait() throws Exception {
        // given
        send("ann@example.org", "Hello", "text");
        // when, then
        assertThat(get("/latest?to=bob@example.org").statusCode()).isEqualTo(404);
        assertThat(get("/latest?to=ann@example.org&after=1&wait=50").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_query_that_makes_no_sense_is_a_400_that_says_why() throws Exception {
        assertThat(get("/latest").body()).isEqualTo("{\"error\":\"to is missing\"}");
        assertThat(get("/latest?to=a&wait=60001").body())
                .isEqualTo("{\"error\":\"wait must be a number from 0 to 60000\"}");
        assertThat(get("/latest?to=%25&after=-1").statusCode()).isEqualTo(400);
    }

    @Test
    void messages_come_newest_first_and_by_address() throws Exception {
        // given
        send("ann@example.org", "First", "text");
        send("bob@example.org", "Second", "text");
        // when, then
        assertThat(JSON.readTree(get("/messages").body()).findValuesAsString("subject"))
                .containsExactly("Second", "First");
        assertThat(JSON.readTree(get("/messages?to=ann@example.org").body()).findValuesAsString("subject"))
                .containsExactly("First");
    }

    @Test
    void delete_forgets_all_and_sequences_go_on() throws Exception {
        // given
        send("ann@example.org", "First", "text");
        // when
        HttpResponse<String> deleted =
                http.send(request("/messages").DELETE().build(), HttpResponse.BodyHandlers.ofString());
        // then
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(get("/messages").body()).isEqualTo("[]");
        send("ann@example.org", "Second", "text");
        assertThat(JSON.readTree(get("/latest?to=ann@example.org").body())
                        .get("seq")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void the_page_shows_mail_as_text_never_as_markup() throws Exception {
        // given
        send("\"<b>\"@example.org", "<script>alert(1)</script>", "<img src=x> & https://example.org/?token=\"x");
        // when
        HttpResponse<String> page = get("/");
        // then
        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;", "&lt;img src")
                .doesNotContain("<script>", "<img src=x", "<b>\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self';");
    }

    @Test
    void a_foreign_host_name_is_refused() throws Exception {
        // given: what a browser sends after a page has pointed its own name at us
        var raw = "GET /messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        // when
        try (var socket = new Socket()) {
            socket.connect(LoopbackPort.address(catcher.httpPort()));
            socket.getOutputStream().write(raw.getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            // then
            assertThat(answer).startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void a_mail_above_ten_mebibytes_is_refused() {
        String tooLarge = "x".repeat(70).concat("\n").repeat(160_000);
        assertThatThrownBy(() -> send("ann@example.org", "Large", tooLarge))
                .hasStackTraceContaining("552 The mail is larger than 10485760 bytes");
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var taken = new ServerSocket()) {
            taken.bind(LoopbackPort.address(0));
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> MailCatcher.start(port, LoopbackPort.findFree()))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("The mail catcher's SMTP cannot listen on 127.0.0.1:" + port + ": the port is taken");
            assertThatThrownBy(() -> MailCatcher.start(LoopbackPort.findFree(), port))
                    .hasMessage("The mail catcher's HTTP cannot listen on 127.0.0.1:" + port + ": the port is taken");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + catcher.httpPort() + path));
    }

    private void send(String to, String subject, String text) throws MessagingException {
        MimeMessage message = message(to, subject);
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private void sendTextAndHtml(String to, String subject, String text, String html) throws MessagingException {
        var textPart = new MimeBodyPart();
        textPart.setText(text, "UTF-8");
        var htmlPart = new MimeBodyPart();
        htmlPart.setText(html, "UTF-8", "html");
        MimeMessage message = message(to, subject);
        message.setContent(new MimeMultipart("alternative", textPart, htmlPart));
        Transport.send(message);
    }

    private MimeMessage message(String to, String subject) throws MessagingException {
        var settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", Integer.toString(catcher.smtpPort()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("retrace@example.org");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        return message;
    }
}
