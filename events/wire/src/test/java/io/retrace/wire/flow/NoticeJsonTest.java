package io.retrace.wire.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeJsonTest {

    private static final String STREAM = "recovery-1b4e28ba-2fa1-41d2-883f-0016d3cca427";
    private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    private final NoticeJson json = new NoticeJson((closed, stream) -> closed.text() + " of " + stream, STREAM);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1050001 | success | Your changes have been saved!
            1060003 | info | An email containing a recovery code has been sent to the email address you provided. If you have not received an email, check the spelling of the address and make sure to use the address you registered with.
            4000031 | error | The password can not be used because it is too similar to the identifier.
            4000039 | error | The new password must be different from the old password.
            4010004 | error | Could not find a strategy to update your settings. Did you fill out the form correctly?
            4010005 | error | Could not find a strategy to recover your account with. Did you fill out the form correctly?
            4060001 | error | The request was already completed successfully and can not be retried.
            4060002 | error | The recovery flow reached a failure state and must be retried.
            4060006 | error | The recovery code is invalid or has already been used. Please try again.
            """)
    void a_message_whose_wording_its_number_fixes_has_no_context(int id, String type, String text) {
        assertThat(message(Notice.of(id)))
                .isEqualTo("{\"id\":" + id + ",\"text\":\"" + text + "\",\"type\":\"" + type + "\"}");
    }

    @Test
    void a_reason_of_ours_stands_in_text_and_context() {
        assertThat(message(Notice.reason("Please request another code."))).isEqualTo("""
                {"id":4000001,"text":"Please request another code.","type":"error",\
                "context":{"reason":"Please request another code."}}""");
    }

    @Test
    void a_reason_that_quotes_is_opened_for_its_stream() {
        assertThat(message(Notice.quoting(new Sealed("day-2026-11-22", "quoted"))))
                .isEqualTo("{\"id\":4000001,\"text\":\"quoted of " + STREAM
                        + "\",\"type\":\"error\",\"context\":{\"reason\":\"quoted of " + STREAM + "\"}}");
    }

    @Test
    void a_missing_field_is_named() {
        assertThat(message(Notice.missing("email"), "email")).isEqualTo("""
                {"id":4000002,"text":"Property email is missing.","type":"error","context":{"property":"email"}}""");
    }

    @Test
    void a_password_that_is_too_short_or_too_long_is_counted() {
        assertThat(message(Notice.about("password", 4000032, 8L, 6L), "password"))
                .isEqualTo("""
                {"id":4000032,"text":"The password must be at least 8 characters long, but got 6.","type":"error",\
                "context":{"min_length":8,"actual_length":6}}""");
        assertThat(message(Notice.about("password", 4000033, 72L, 73L), "password"))
                .isEqualTo("""
                {"id":4000033,"text":"The password must be at most 72 characters long, but got 73.","type":"error",\
                "context":{"max_length":72,"actual_length":73}}""");
    }

    @Test
    void a_password_that_stands_in_breaches_or_of_which_nobody_can_say_it_is_refused() {
        assertThat(message(Notice.about("password", 4000034, 7L), "password")).isEqualTo("""
                {"id":4000034,"text":"The password has been found in data breaches and must no longer be used.",\
                "type":"error","context":{"breaches":7}}""");
        var unknown = new Notice(4000005, "password", Optional.of("nobody answers"), Optional.empty(), List.of());
        assertThat(message(unknown, "password")).isEqualTo("""
                {"id":4000005,"text":"The password can not be used because nobody answers.","type":"error",\
                "context":{"reason":"nobody answers"}}""");
    }

    @Test
    void what_is_wrong_with_a_trait_is_said_by_its_last_name() {
        assertThat(message(Notice.missing("traits.name.first"), "traits.name.first"))
                .isEqualTo("""
                {"id":4000002,"text":"Property first is missing.","type":"error","context":{"property":"first"}}""");
        assertThat(message(Notice.about("traits.nick", 4000003, 2L, 1L), "traits.nick"))
                .isEqualTo("""
                {"id":4000003,"text":"length must be >= 2, but got 1","type":"error",\
                "context":{"min_length":2,"actual_length":1}}""");
        assertThat(message(Notice.about("traits.nick", 4000017, 2L, 3L), "traits.nick"))
                .isEqualTo("""
                {"id":4000017,"text":"length must be <= 2, but got 3","type":"error",\
                "context":{"max_length":2,"actual_length":3}}""");
        var pattern = new Notice(4000004, "traits.nick", Optional.of("^a$"), Optional.empty(), List.of());
        assertThat(message(pattern, "traits.nick")).isEqualTo("""
                {"id":4000004,"text":"does not match pattern \\"^a$\\"","type":"error","context":{"pattern":"^a$"}}""");
    }

    @Test
    void an_address_that_is_none_is_shown_as_it_stood_in_its_json() {
        var quoting = new NoticeJson((_, _) -> "jane\\\"doe", STREAM);
        var notice = Notice.about("email", 4000040, new Sealed("day-2026-11-22", "x"));

        assertThat(quoting.of(List.of(notice), "email").get(0).toString()).isEqualTo("""
                {"id":4000040,"text":"Enter a valid email address","type":"error",\
                "context":{"value":"jane\\\\\\\\\\\\\\"doe"}}""");
    }

    @Test
    void a_recovered_account_says_how_long_the_session_is_privileged() {
        assertThat(message(Notice.counting(1060001, NOON + 3_600_000, NOON))).isEqualTo("""
                {"id":1060001,"text":"You successfully recovered your account. Please change your password or set up an \
                alternative login method (e.g. social sign in) within the next 60.00 minutes.","type":"success",\
                "context":{"privilegedSessionExpiresAt":"2026-11-22T13:00:00Z",\
                "privileged_session_expires_at":"2026-11-22T13:00:00Z",\
                "privileged_session_expires_at_unix":1795352400}}""");
    }

    @Test
    void an_expired_flow_says_for_how_long_with_two_digits() {
        assertThat(message(Notice.counting(4060005, NOON, NOON + 100_000))).isEqualTo("""
                {"id":4060005,"text":"The recovery flow expired 1.67 minutes ago, please try again.","type":"error",\
                "context":{"expired_at":"2026-11-22T12:00:00Z","expired_at_unix":1795348800}}""");
        assertThat(message(Notice.counting(4050001, NOON, NOON + 1_500))).isEqualTo("""
                {"id":4050001,"text":"The settings flow expired 0.03 minutes ago, please try again.","type":"error",\
                "context":{"expired_at":"2026-11-22T12:00:00Z","expired_at_unix":1795348800}}""");
    }

    @Test
    void a_field_has_its_own_messages_in_order_and_no_others() {
        var notices = List.of(Notice.of(4060006), Notice.missing("email"), Notice.of(4010005));

        assertThat(json.of(notices, "").values())
                .extracting(message -> message.get("id").asInt())
                .containsExactly(4060006, 4010005);
        assertThat(json.of(notices, "code").isEmpty()).isTrue();
    }

    @Test
    void a_number_without_a_text_is_a_mistake_of_ours() {
        assertThatIllegalStateException()
                .isThrownBy(() -> message(Notice.of(4999999)))
                .withMessageContaining("4999999");
    }

    private String message(Notice notice) {
        return message(notice, "");
    }

    private String message(Notice notice, String field) {
        var messages = json.of(List.of(notice), field);
        assertThat(messages.size()).isEqualTo(1);
        return messages.get(0).toString();
    }
}
