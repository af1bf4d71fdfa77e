package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.NOON;
import static io.retrace.wire.access.AdminPort.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.Origin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who was turned away is on record, and nobody can fill the log by being turned away. */
class DenialsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String EVENTS = "/admin/audit/events";

    private final AdminPort port = new AdminPort();
    private final String operator = port.token("operator");
    private final Identification identification = port.listeningOn("127.0.0.1");

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void a_thousand_knocks_in_a_minute_are_one_event_that_counts_them() throws Exception {
        try (var attackers = Executors.newFixedThreadPool(4)) {
            attackers.invokeAll(IntStream.range(0, 1_000)
                    .<Callable<Object>>mapToObj(_ -> () -> port.send(identification, request("GET", EVENTS, "")))
                    .toList());
        }
        port.clock.pass(MINUTE.minusNanos(1_000));
        port.denials.flush();
        assertThat(denied()).isEmpty();
        port.clock.pass(Duration.ofNanos(1_000));
        port.denials.flush();
        port.denials.flush();

        assertThat(denied())
                .containsExactly(new AccessDenied(
                        "GET /admin/audit/events", Denial.NO_CREDENTIALS, 1_000, NOON, NOON.plus(MINUTE)));
        var origin = origins().getLast();
        assertThat(origin.actor()).isEqualTo("anonymous");
        assertThat(port.sealing.open(origin.clientAddress().orElseThrow(), origin.traceId()))
                .startsWith("203.0.113.7:");
    }

    @Test
    void paths_that_an_attacker_makes_up_are_one_kind() {
        for (int i = 0; i < 3_000; i++) {
            port.send(identification, request("GET", "/admin/" + i, ""));
            port.send(identification, request("MADEUP" + i, "/admin/identities/" + i, ""));
        }
        port.denials.close();

        assertThat(denied())
                .extracting(AccessDenied::operation, AccessDenied::times)
                .containsExactlyInAnyOrder(tuple("GET /admin/**", 3_000), tuple("OTHER /admin/identities/{id}", 3_000));
    }

    @Test
    void whose_token_did_not_do_is_named_with_the_reason() {
        port.send(identification, request("GET", EVENTS, operator));
        port.send(identification, request("GET", EVENTS, "rt_x"));
        port.denials.close();

        assertThat(denied())
                .extracting(AccessDenied::reason)
                .containsExactlyInAnyOrder(Denial.ROLE_MISSING, Denial.UNKNOWN_TOKEN);
        assertThat(origins()).extracting(Origin::actor).anyMatch(actor -> actor.startsWith("token:"));
    }

    @Test
    void more_kinds_than_fit_are_counted_together() {
        for (int i = 0; i < Denials.KINDS_MAX + 500; i++) {
            port.denials.add(request("GET", EVENTS, ""), "oidc:" + i, Denial.ROLE_MISSING);
        }
        port.denials.close();

        assertThat(denied())
                .hasSize(Denials.KINDS_MAX + 1)
                .filteredOn(denied -> denied.operation().equals("other"))
                .extracting(AccessDenied::times)
                .containsExactly(500);
    }

    @Test
    void what_the_log_did_not_take_is_on_record_later() {
        port.send(identification, request("GET", EVENTS, ""));
        port.log.execute("alter function log.append_operation rename to gone");
        port.denials.close();
        assertThat(denied()).isEmpty();

        port.log.execute("alter function log.gone rename to append_operation");
        port.denials.close();

        assertThat(denied()).hasSize(1);
    }

    private List<AccessDenied> denied() {
        return port.record().stream()
                .map(EventEnvelope::event)
                .filter(AccessDenied.class::isInstance)
                .map(AccessDenied.class::cast)
                .toList();
    }

    private List<Origin> origins() {
        return port.record().stream()
                .filter(envelope -> envelope.event() instanceof AccessDenied)
                .map(EventEnvelope::origin)
                .toList();
    }
}
