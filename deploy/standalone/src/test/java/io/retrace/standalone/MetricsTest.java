package io.retrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an operator reads on the metrics page; a Retrace of its own, because it counts. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final int REFUSALS_MAX = 50;

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of());
    private final NativeClient client = new NativeClient(retrace.endpoints());
    private final String local = "metrics-" + UUID.randomUUID();
    private final String email = local + "@example.org";

    @AfterAll
    void stop() {
        retrace.close();
    }

    @Test
    void after_a_journey_the_page_shows_the_funnel_the_appends_and_that_nothing_lags() {
        // given
        client.createIdentity(email);
        assertThat(client.postIdentity("{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + email + "\"}}")
                        .status())
                .isEqualTo(409);
        // when
        var flow = client.openRecovery();
        client.submitEmail(flow, email);
        var code = client.mailedCode(email);
        client.submitCode(flow, code.equals("000000") ? "111111" : "000000");
        client.submitCode(flow, code);
        refuseTooOften(client.openRecovery());
        var nowhere = client.submitEmail(UUID.randomUUID().toString(), email);
        assertThat(nowhere.status()).isEqualTo(404);
        // then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(meters())
                        .containsEntry(decision("initiated", "none"), 2.0)
                        .containsEntry(decision("email_requested", "first"), 1.0)
                        .containsEntry(decision("email_requested", "resend"), 0.0)
                        .containsEntry(decision("code_rejected", "no_match"), 1.0)
                        .containsEntry(decision("code_accepted", "none"), 1.0)
                        .containsEntry(decision("completed", "none"), 1.0)
                        .containsEntry(decision("refused", "malformed"), (double) REFUSALS_MAX)
                        .containsEntry(decision("refusals_suppressed", "none"), 1.0)
                        .containsEntry(decision("locked", "none"), 0.0)
                        .containsEntry("retrace_refusals_suppressed_total{flow=\"recovery\"}", 2.0)
                        .containsEntry("retrace_refusals_suppressed_total{flow=\"settings\"}", 0.0)
                        .containsEntry("retrace_append_seconds_count{outcome=\"address_taken\"}", 1.0)
                        .containsEntry("retrace_append_seconds_count{outcome=\"refused\"}", 0.0)
                        .containsEntry("retrace_append_seconds_count{outcome=\"unavailable\"}", 0.0)
                        .containsEntry("retrace_append_queue", 0.0)
                        .containsEntry("retrace_relay_lag", 0.0)
                        .containsEntry("retrace_relay_stuck", 0.0)
                        .containsEntry("retrace_records_dead_total{topic=\"retrace.events\"}", 0.0)
                        .containsEntry("retrace_records_dead_total{topic=\"retrace.deliveries\"}", 0.0)
                        .containsEntry("retrace_projection_lag{projection=\"audit\"}", 0.0)
                        .containsEntry("retrace_projection_lag{projection=\"recovery_flow\"}", 0.0)
                        .containsEntry("retrace_projection_lag{projection=\"settings_flow\"}", 0.0)
                        .containsEntry("retrace_projection_failing{projection=\"audit\"}", 0.0)
                        .containsEntry("retrace_letters_total{outcome=\"delivered\"}", 1.0)
                        .containsEntry("retrace_letters_waiting", 0.0));
        assertThat(meters().get("retrace_append_seconds_count{outcome=\"appended\"}"))
                .isGreaterThan(REFUSALS_MAX);
        assertThat(meters().get("retrace_append_batch_count")).isGreaterThan(REFUSALS_MAX);
        assertThat(page()).doesNotContain(local).doesNotContain(flow).doesNotContain(code);
    }

    /** Three more than the flow remembers. */
    private void refuseTooOften(String flow) {
        for (int i = 0; i < REFUSALS_MAX + 3; i++) {
            client.submit(flow, "application/json", "[]".getBytes(UTF_8));
        }
    }

    private static String decision(String decision, String reason) {
        return "retrace_recovery_decisions_total{decision=\"%s\",reason=\"%s\"}".formatted(decision, reason);
    }

    private String page() {
        return client.getAdmin("/metrics/prometheus").body();
    }

    private Map<String, Double> meters() {
        return page().lines()
                .filter(line -> line.startsWith("retrace_"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
