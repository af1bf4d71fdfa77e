package io.retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.Sealed;
import io.retrace.query.feed.ViewLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the view takes from an event to be searched by. */
class SearchedByTest {

    private static final ViewLog LOG = new ViewLog();
    private static final AddressMacs MACS = new AddressMacs(LOG.side().searchKeys());

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @ParameterizedTest
    @CsvSource({
        "curl/8.5.0, curl",
        "'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0', edg",
        "'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36', chrome",
        "'Mozilla/5.0 (Macintosh) AppleWebKit/605.1 (KHTML, like Gecko) Version/26.0 Safari/605.1', safari",
        "'Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0', firefox",
        "Mozilla/5.0, mozilla",
        "okhttp, okhttp",
        "'(nothing)', other",
        "'', other",
    })
    void software_goes_by_its_family(String agent, String family) {
        assertThat(AgentFamily.of(agent)).isEqualTo(family);
    }

    @Test
    void an_address_has_one_mac_however_it_is_typed_and_others_have_others() {
        assertThat(MACS.of(" Jane@Example.ORG ")).isEqualTo(MACS.of("jane@example.org"));
        assertThat(MACS.of("jane@example.org")).isNotEqualTo(MACS.of("jane+1@example.org"));
        try (var another = new ViewLog()) {
            assertThat(new AddressMacs(another.side().searchKeys()).of("jane@example.org"))
                    .isNotEqualTo(MACS.of("jane@example.org"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:4711, 192.0.2.1",
        "192.0.2.1, 192.0.2.1",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "a.host.example:80, ''",
        "somewhere, ''",
    })
    void a_client_is_its_address_without_port(String closed, String address) {
        var row = row("0af7651916cd43dd8448eb211c80319c", Optional.of(closed));

        assertThat(row.client().map(client -> client.getHostAddress()).orElse(""))
                .isEqualTo(address);
    }

    @Test
    void what_does_not_open_any_more_is_not_searched_by() {
        var erased = new Sealed("day-1970-01-01", "c2VhbGVk");
        var envelope = envelope("0af7651916cd43dd8448eb211c80319c", Optional.of(erased));
        var row = AuditRow.of(envelope, LOG.side().sealing().subjects(Set.of("day-1970-01-01")), MACS);

        assertThat(AuditRow.subjects(envelope)).containsExactly("day-1970-01-01");
        assertThat(row.client()).isEmpty();
        assertThat(row.address()).isEmpty();
    }

    @Test
    void a_trace_is_128_bits_and_what_nobody_asked_for_has_none() {
        assertThat(row("0af7651916cd43dd8448eb211c80319c", Optional.empty()).trace())
                .contains(UUID.fromString("0af76519-16cd-43dd-8448-eb211c80319c"));
        assertThat(row("0".repeat(32), Optional.empty()).trace()).isEmpty();
        assertThat(row("none", Optional.empty()).trace()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.77, 192.0.2.77",
        "192.0.2.77/24, 192.0.2.0, 192.0.2.255",
        "192.0.2.77/31, 192.0.2.76, 192.0.2.77",
        "10.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "2001:db8::1/64, 2001:db8:0:0:0:0:0:0, 2001:db8:0:0:ffff:ffff:ffff:ffff",
    })
    void a_block_of_addresses_has_a_first_and_a_last(String text, String first, String last) {
        assertThat(Cidr.of(text)).contains(new Cidr(first, last));
    }

    private static AuditRow row(String trace, Optional<String> client) {
        var sealing = LOG.side().sealing();
        var closed = client.map(text -> sealing.sealForToday(trace, text));
        var subjects = sealing.subjects(closed.map(Sealed::subject).map(Set::of).orElse(Set.of()));
        return AuditRow.of(envelope(trace, closed), subjects, MACS);
    }

    private static EventEnvelope envelope(String trace, Optional<Sealed> client) {
        var origin = new Origin(
                "anonymous",
                client,
                "connection",
                Optional.empty(),
                trace,
                "none",
                Optional.empty(),
                "policy",
                "retrace-test");
        return new EventEnvelope(
                new EventId(UUID.randomUUID()),
                1,
                0,
                Instant.EPOCH,
                origin,
                List.of(),
                ViewLog.initiated(ViewLog.flow()));
    }
}
