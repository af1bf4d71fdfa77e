package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees of the configuration. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class ShownConfigurationTest {

    private final StandaloneFixture retrace;
    private final NativeClient client;

    ShownConfigurationTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        client = new NativeClient(retrace.endpoints());
    }

    @Test
    void it_is_the_one_in_force_with_the_hash_that_stands_in_events_and_no_password() {
        var shown = client.getAdmin("/admin/config");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().at("/configuration/serve/public/port").asInt())
                .isEqualTo(retrace.endpoints().publicBase().getPort());
        assertThat(shown.text("/configuration/log/command/user")).isNotEmpty();
        assertThat(shown.text("/configuration/log/command/password")).isEqualTo("[hidden]");
        var flow = client.openRecovery();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.getAdmin("/admin/audit/recoveries/" + flow)
                                .text("/events/0/policy_hash"))
                        .isEqualTo(shown.text("/policy_hash"))
                        .hasSize(64));
    }

    @Test
    void the_public_port_does_not_show_it() {
        assertThat(client.getPublic("/admin/config").status()).isEqualTo(307);
        assertThat(client.getPublic("/config").status()).isEqualTo(404);
    }
}
