package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.transcripts.ScriptedServer.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails that come, that say something else, and that do not come. */
class ReplayMailTest {

    private static final String MAIL = """
            {"step": "the mail", "mail": {"to": "<email-1>", "from": "no-reply@example.org",
             "subject": "Use code <code-1> now", "type": "multipart/alternative",
             "text": "Your code:\\n\\n<code-1>\\n", "html": "Your code:\\n\\n<code-1>\\n"}}""";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_mail_brings_the_code() throws InterruptedException {
        server.mailing(mail("123456", "123456")).answering(Reply.json("{}"));
        String submit = """
                {"step": "submit", "as": "native",
                 "request": {"server": "public", "method": "POST", "path": "/", "headers": {}, "body": "<code-1>"},
                 "response": {"status": 200, "headers": {}, "body": {}}}""";

        assertThat(replay(MAIL, submit)).isEmpty();
        assertThat(server.received().getLast().body()).isEqualTo("123456");
    }

    @Test
    void a_mail_must_say_what_was_recorded() throws InterruptedException {
        server.mailing(mail("123456", "654321"));

        assertThat(replay(MAIL))
                .containsExactly("test, step 1 \"the mail\": mail html: expected \"Your code:\n\n<code-1>\""
                        + " (here \"Your code:\n\n123456\"), was \"Your code:\n\n654321\"");
    }

    @Test
    void a_mail_that_does_not_come_is_a_difference() throws InterruptedException {
        assertThat(replay(MAIL)).containsExactly("test, step 1 \"the mail\": no mail to <email-1> within 1000 ms");
    }

    @Test
    void a_mail_that_should_not_come_is_a_difference() throws InterruptedException {
        server.mailing(mail("123456", "123456"));

        assertThat(replay("{\"step\": \"quiet\", \"no_mail\": \"<email-1>\"}"))
                .containsExactly("test, step 1 \"quiet\": expected no mail to <email-1>, was \"Use code 123456 now\"");
    }

    private List<String> replay(String... steps) throws InterruptedException {
        var transcript = Transcript.of("test", "[" + String.join(",", steps) + "]");
        return Replay.run(transcript, server.endpoints(), Patience.QUICK, Set.of()).stream()
                .map(Difference::toString)
                .toList();
    }

    private static String mail(String textCode, String htmlCode) {
        return """
                {"seq": 1, "to": "<to>", "from": "no-reply@example.org", "subject": "Use code %s now",
                 "text": "Your code:\\r\\n\\r\\n%s\\r\\n", "html": "Your code:\\n\\n%s",
                 "headers": {"Content-Type": ["multipart/alternative; boundary=x"]}}""".formatted(textCode, textCode, htmlCode);
    }
}
