package io.retrace.command.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.KeyDirectory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {

    @TempDir
    private Path keys;

    private SecretSource secrets;

    @BeforeEach
    void open() {
        var directory = new KeyDirectory(keys, true);
        secrets = new SecretSource(directory.ring("code-pepper"), directory.ring("session"));
    }

    @Test
    void a_code_has_six_digits() {
        assertThat(codes(1_000)).allMatch(code -> code.digits().matches("[0-9]{6}"));
    }

    @Test
    void every_digit_occurs_at_every_place() {
        var seen = codes(2_000)
                .flatMap(code -> IntStream.range(0, 6)
                        .mapToObj(place -> place + ":" + code.digits().charAt(place)))
                .collect(Collectors.toSet());

        assertThat(seen).hasSize(60);
    }

    @Test
    void a_token_has_the_form_of_the_peer_and_is_never_the_same() {
        var tokens = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            tokens.add(secrets.newToken().text());
        }

        assertThat(tokens).hasSize(100).allMatch(token -> token.matches("ory_st_[A-Za-z0-9]{32}"));
    }

    @Test
    @Tag("row-226")
    void the_mac_of_a_code_is_among_those_of_the_same_code_submitted() {
        var kept = secrets.macOf(new RecoveryCode("012345"));

        assertThat(secrets.macsOf(new RecoveryCode("012345"))).contains(kept);
        assertThat(secrets.macsOf(new RecoveryCode("012346"))).doesNotContain(kept);
        assertThat(secrets.macsOf(new RecoveryCode("12345"))).doesNotContain(kept);
    }

    @Test
    void a_code_and_a_token_of_the_same_text_have_different_macs() {
        assertThat(secrets.macOf(new SessionToken("012345"))).isNotEqualTo(secrets.macOf(new RecoveryCode("012345")));
    }

    @Test
    void nothing_prints() {
        assertThat(new RecoveryCode("012345")).hasToString("[hidden]");
        assertThat(new SessionToken("ory_st_secret")).hasToString("[hidden]");
    }

    private Stream<RecoveryCode> codes(int count) {
        return Stream.generate(secrets::newCode).limit(count);
    }
}
