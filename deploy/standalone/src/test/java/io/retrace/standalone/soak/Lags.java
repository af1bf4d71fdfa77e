package io.retrace.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient;
import java.time.Duration;
import java.util.List;

/** How far what follows the log is behind. */
final class Lags {

    private static final Duration CATCH_UP = Duration.ofSeconds(90);
    private static final List<String> METERS =
            List.of("retrace_relay_lag", "retrace_projection_lag", "retrace_letters_waiting");

    private Lags() {}

    /** Waits until relay, projections and courier have nothing left to do. */
    static void awaitNone(NativeClient client) {
        await().atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(
                                client.getAdmin("/metrics/prometheus").body().lines())
                        .filteredOn(line -> METERS.stream().anyMatch(line::startsWith))
                        .hasSizeGreaterThanOrEqualTo(METERS.size())
                        .allMatch(line -> line.endsWith(" 0.0")));
    }
}
