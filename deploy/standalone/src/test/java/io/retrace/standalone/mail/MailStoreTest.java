package io.retrace.standalone.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MailStore store = new MailStore();

    @Test
    void the_ten_thousand_and_first_mail_pushes_out_the_first() throws InterruptedException {
        // given
        add("first@example.org", "Subject: first\r\n\r\ntext");
        for (int i = 0; i < 9_999; i++) {
            add("others@example.org", "Subject: other\r\n\r\ntext");
        }
        assertThat(store.latest("first@example.org", 0, Duration.ZERO)).isPresent();
        // when
        add("others@example.org", "Subject: other\r\n\r\ntext");
        // then
        assertThat(store.latest("first@example.org", 0, Duration.ZERO)).isEmpty();
        assertThat(store.newest(20_000)).hasSize(10_000);
        assertThat(store.newest("others@example.org", 250)).hasSize(250);
    }

    @Test
    void large_mails_push_out_older_ones_before_memory_runs_out() {
        // given
        String large = "Subject: large\r\n\r\n" + "x".repeat(10 * 1024 * 1024 - 20);
        // when
        for (int i = 0; i < 13; i++) {
            add("ann@example.org", large);
        }
        // then
        assertThat(store.newest(100)).hasSize(12);
    }

    @Test
    void a_mail_to_two_is_kept_for_each() throws InterruptedException {
        // when
        store.add("", List.of("ann@example.org", "bob@example.org"), bytes("Subject: both\r\n\r\ntext"), NOON);
        // then
        assertThat(store.latest("ann@example.org", 0, Duration.ZERO)
                        .orElseThrow()
                        .seq())
                .isEqualTo(1);
        assertThat(store.latest("bob@example.org", 0, Duration.ZERO)
                        .orElseThrow()
                        .seq())
                .isEqualTo(2);
    }

    @Test
    void a_broken_mail_is_kept_as_the_text_that_it_is() {
        // when
        add("ann@example.org", "Content-Type: text/plain; charset=martian\r\n\r\n123");
        add("ann@example.org", "Content-Type: multipart/mixed; boundary=never\r\n\r\nno part");
        // then
        assertThat(store.newest(2)).map(CaughtMail::text).last().isEqualTo("123");
        assertThat(store.newest(2)).map(CaughtMail::text).first().asString().contains("no part");
    }

    @Test
    void the_last_digits_alone_on_a_line_are_the_code() {
        assertThat(Secrets.code("12 monkeys\n  111111\n\n222222 \nbye 3")).contains("222222");
        assertThat(Secrets.code("your code: 111111")).isEmpty();
    }

    @Test
    void the_first_url_with_a_token_is_the_link() {
        assertThat(Secrets.link("see https://a.example/ or (https://b.example/x?flow=1&token=t-1_2)."))
                .contains("https://b.example/x?flow=1&token=t-1_2");
        assertThat(Secrets.linkInHtml("<a href=\"https://b.example/x?flow=1&amp;token=t\">go</a>"))
                .contains("https://b.example/x?flow=1&token=t");
    }

    private void add(String to, String raw) {
        store.add("retrace@example.org", List.of(to), bytes(raw), NOON);
    }

    private static byte[] bytes(String raw) {
        return raw.getBytes(UTF_8);
    }
}
