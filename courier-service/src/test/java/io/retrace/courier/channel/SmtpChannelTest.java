package io.retrace.courier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.retrace.courier.channel.DeliveryResult.Accepted;
import io.retrace.courier.channel.DeliveryResult.Away;
import io.retrace.courier.channel.DeliveryResult.Deferred;
import io.retrace.courier.channel.DeliveryResult.Refused;
import io.retrace.courier.letter.Message;
import io.retrace.model.event.LetterId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SmtpChannelTest {

    private static final LetterId ID = new LetterId(UUID.fromString("019aabcd-0000-7000-8123-456789abcdef"));
    private static final Message MESSAGE = new Message(
            "ada@example.org", "Use code 042137", "Your code:\n\n042137 = yours\n", "<p>042137 für Sie</p>\n");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final ScriptedSmtp server = new ScriptedSmtp();
    private final SmtpChannel channel = channel(server.uri());

    @AfterEach
    void close() {
        channel.close();
        server.close();
    }

    @Test
    void a_mail_that_the_server_takes_is_accepted() {
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Accepted());

        assertThat(server.mails()).hasSize(1);
        assertThat(server.mails().getFirst().replaceAll("----=_Part[0-9._]+", "boundary"))
                .isEqualTo("""
                        Date: Sun, 22 Nov 2026 12:00:00 +0000
                        From: no-reply@example.com
                        To: ada@example.org
                        Message-ID: <019aabcd-0000-7000-8123-456789abcdef@retrace.example.com>
                        Subject: Use code 042137
                        MIME-Version: 1.0
                        Content-Type: multipart/alternative;\s
                        	boundary="boundary"

                        --boundary
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: quoted-printable

                        Your code:

                        042137 =3D yours

                        --boundary
                        Content-Type: text/html; charset=UTF-8
                        Content-Transfer-Encoding: quoted-printable

                        <p>042137 f=C3=BCr Sie</p>

                        --boundary--
                        """);
    }

    @Test
    void a_real_mail_server_with_a_login_understands_it() throws Exception {
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.setUser("courier", "p@ss:word");
        mailServer.start();
        var uri = URI.create(
                "smtp://courier:p%40ss%3Aword@127.0.0.1:" + mailServer.getSmtp().getPort() + "/?disable_starttls=true");
        try (var loggedIn = new SmtpChannel(uri, "no-reply@example.com", "Retrace", NOON)) {
            assertThat(loggedIn.deliver(ID, MESSAGE)).isEqualTo(new Accepted());

            var received = mailServer.getReceivedMessages()[0];
            assertThat(received.getFrom()[0]).hasToString("Retrace <no-reply@example.com>");
            assertThat(received.getContentType()).startsWith("multipart/alternative");
        } finally {
            mailServer.stop();
        }
    }

    @Test
    void a_recipient_who_is_turned_down_for_now_defers_the_letter() {
        server.answer("RCPT", "451 ada@example.org try later");

        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Deferred("smtp-451"));
    }

    @Test
    void a_recipient_who_is_turned_down_for_good_refuses_the_letter() {
        server.answer("RCPT", "550 ada@example.org unknown");

        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Refused("smtp-550"));
    }

    @Test
    void the_answer_to_the_sender_and_to_the_data_counts_alike() {
        server.answer("MAIL", "421 busy");
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Deferred("smtp-421"));
        server.answer("MAIL", "553 not you");
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Refused("smtp-553"));
        server.answer("MAIL", "250 ok");
        server.answer(".", "452 full");
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Deferred("smtp-452"));
        server.answer(".", "554 spam");
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Refused("smtp-554"));
    }

    @Test
    void a_server_that_wants_a_login_first_is_no_fault_of_the_letter() {
        server.answer("MAIL", "530 log in first");

        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Deferred("smtp-530"));
    }

    @Test
    void a_server_that_hangs_up_defers_the_letter_and_one_that_is_away_does_not_count() {
        server.answer(".", "");
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Deferred("connection"));

        server.close();
        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Away("connection"));
    }

    @Test
    void a_server_that_never_comes_to_an_end_is_given_up_and_the_thread_goes_on() throws Exception {
        server.answer(".", ScriptedSmtp.DRIPPING);
        try (var impatient = new SmtpChannel(server.uri(), "no-reply@example.com", "", NOON, Duration.ofSeconds(1));
                var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempt = virtual.submit(() -> {
                var result = impatient.deliver(ID, MESSAGE);
                return Thread.currentThread().isInterrupted() ? "interrupted" : result;
            });

            assertThat(attempt.get(20, TimeUnit.SECONDS)).isEqualTo(new Deferred("connection"));
        }
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void a_server_without_starttls_gets_nothing_unless_that_is_configured() {
        var withStartTls = URI.create("smtp://127.0.0.1:" + server.uri().getPort() + "/");
        try (var careful = channel(withStartTls)) {
            assertThat(careful.deliver(ID, MESSAGE)).isEqualTo(new Away("connection"));
        }
        assertThat(server.mails()).isEmpty();
    }

    @Test
    @Tag("row-252")
    void what_is_more_than_one_address_is_refused_unsent() {
        for (var recipient : new String[] {
            "ada@example.org, bob@example.org",
            "Ada <ada@example.org>",
            "ada@example.org\r\nBcc: bob@example.org",
            "ada",
            ""
        }) {
            var message = new Message(recipient, "subject", "text", "html");
            assertThat(channel.deliver(ID, message)).as(recipient).isEqualTo(new Refused("recipient"));
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void letters_share_a_connection() {
        channel.deliver(ID, MESSAGE);
        channel.deliver(ID, MESSAGE);

        assertThat(server.mails()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_connection_on_which_a_letter_failed_serves_no_other() {
        server.answer("RCPT", "550 unknown");
        channel.deliver(ID, MESSAGE);
        server.answer("RCPT", "250 ok");

        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Accepted());
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_kept_connection_that_died_is_replaced() {
        channel.deliver(ID, MESSAGE);
        server.answer("NOOP", "");

        assertThat(channel.deliver(ID, MESSAGE)).isEqualTo(new Accepted());
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_uri_of_something_else_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> channel(URI.create("http://user:secret@127.0.0.1/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the mail server's URI must start with smtp:// or smtps://");
    }

    private static SmtpChannel channel(URI uri) {
        return new SmtpChannel(uri, "no-reply@example.com", "", NOON);
    }
}
