package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.log.AccessToken;
import io.retrace.log.AccessTokens;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.AccessTokenCreated;
import io.retrace.model.event.OperationEvent.AccessTokenRevoked;
import io.retrace.model.event.OperationEvent.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the owner of the database gives access and takes it away. */
class TokenCommandTest {

    private final AdminPort port = new AdminPort();
    private final AccessTokens tokens = new AccessTokens(port.log.querySide().pool());

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void a_token_is_shown_once_and_stands_nowhere() {
        var said = port.type("create", "--name", "soc", "--roles", "auditor,responder", "--days", "90");

        var text = said.lines().toList().getLast();
        assertThat(text).matches("rt_[A-Za-z0-9_-]{43}");
        var token = found(text);
        assertThat(token.name()).isEqualTo("soc");
        assertThat(token.roles()).isEqualTo(Set.of(Role.AUDITOR, Role.RESPONDER));
        assertThat(token.expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(90)));
        assertThat(port.log.count("select count(*) from log.access_token where hash = sha256('" + text + "'::bytea)"))
                .isEqualTo(1);
        assertThat(port.type("list")).contains(token.id().toString()).doesNotContain(text);
        assertThat(port.record()).hasSize(1).first().satisfies(envelope -> {
            assertThat(envelope.event())
                    .isEqualTo(new AccessTokenCreated(
                            token.id(), "soc", Set.of(Role.AUDITOR, Role.RESPONDER), token.expiresAt(), NOON));
            assertThat(envelope.origin().actor()).isEqualTo("owner");
        });
    }

    @Test
    void a_token_that_cannot_be_put_on_record_is_not_made() {
        port.log.execute("drop function log.append_operation");

        assertThatThrownBy(() -> port.token("auditor")).isInstanceOf(RuntimeException.class);
        assertThat(tokens.any()).isFalse();
    }

    @Test
    void a_token_is_revoked_once() {
        var id = found(port.token("operator")).id();

        assertThat(port.type("revoke", id.toString())).isEqualTo("the token " + id + " is revoked");

        assertThat(port.record()).extracting(EventEnvelope::event).last().isEqualTo(new AccessTokenRevoked(id, NOON));
        assertThatThrownBy(() -> port.type("revoke", id.toString()))
                .hasMessage("there is no token " + id + " that could be revoked");
        assertThatThrownBy(() -> port.type("revoke", UUID.randomUUID().toString()))
                .hasMessageContaining("that could be revoked");
        assertThat(port.record()).hasSize(2);
    }

    @Test
    void the_list_says_what_became_of_each() {
        assertThat(port.type("list")).isEqualTo("no token was ever made");
        var first = found(port.token("operator")).id();
        port.type("revoke", first.toString());
        port.token("auditor");
        port.clock.pass(Duration.ofHours(24));
        port.token("responder");

        assertThat(port.type("list").lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("test, operator, revoked at 2026-11-22T12:00:00Z"),
                        line -> assertThat(line).contains("test, auditor, expired at 2026-11-23T12:00:00Z"),
                        line -> assertThat(line).contains("test, responder, works until 2026-11-24T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create --roles=auditor | --name must",
                "create --name=a@b --roles=auditor | --name must",
                "create --name=soc | --roles must name some of operator, auditor, responder",
                "create --name=soc --roles=admin | --roles must name some of operator, auditor, responder",
                "create --name=soc --roles=auditor --days=0 | --days must be from 1 to 366",
                "create --name=soc --roles=auditor --days=367 | --days must be from 1 to 366",
                "create --name=soc --rolls=auditor | unknown option --rolls",
                "create --name | --name needs a value",
                "revoke soc | token revoke needs the id of a token",
                "drop | it is token create"
            })
    void what_cannot_be_understood_is_said_in_a_sentence(String typed, String sentence) {
        assertThatThrownBy(() -> TokenCommand.of(List.of(typed.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void configuration_keys_among_the_words_are_somebody_elses() {
        assertThat(TokenCommand.of(List.of("--retrace.keys.directory=keys", "list")))
                .isEqualTo(new TokenCommand.Listing());
    }

    private AccessToken found(String text) {
        return tokens.find(text).orElseThrow();
    }
}
