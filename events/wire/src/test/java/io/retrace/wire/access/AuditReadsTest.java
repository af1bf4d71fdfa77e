package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.AuditRead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who reads the audit trail stands in it. */
class AuditReadsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String EVENTS = "/admin/audit/events";
    private static final String ID = "00000000-0000-4000-8000-000000000001";

    private final AdminPort port = new AdminPort();

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void the_first_read_is_on_record_before_it_is_answered() {
        read("/admin/audit/recoveries/" + ID, "");

        assertThat(reads())
                .containsExactly(new AuditRead(
                        "GET /admin/audit/recoveries/{id}", Optional.of("recovery-" + ID), List.of(), 1, NOON, NOON));
        assertThat(port.record().getFirst().origin()).satisfies(origin -> {
            assertThat(origin.actor()).isEqualTo("loopback");
            assertThat(origin.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(port.sealing.open(origin.clientAddress().orElseThrow(), origin.traceId()))
                    .startsWith("203.0.113.7:");
        });
    }

    @Test
    void the_same_read_within_a_minute_is_counted_and_said_at_its_end() {
        read(EVENTS, "identity=" + ID);
        port.clock.pass(Duration.ofSeconds(20));
        read(EVENTS, "identity=another");
        read(EVENTS, "identity=" + ID);
        assertThat(reads()).hasSize(1);

        port.clock.pass(Duration.ofSeconds(40));
        port.reads.flush();
        port.reads.flush();

        assertThat(reads())
                .containsExactly(
                        searched(List.of("identity"), 1, NOON, NOON),
                        searched(List.of("identity"), 2, NOON.plusSeconds(20), NOON.plus(MINUTE)));
    }

    @Test
    void a_minute_later_the_next_read_is_on_record_at_once_with_what_was_counted() {
        read(EVENTS, "");
        read(EVENTS, "");
        port.clock.pass(MINUTE);
        read(EVENTS, "");

        assertThat(reads())
                .containsExactly(searched(List.of(), 1, NOON, NOON), searched(List.of(), 2, NOON, NOON.plus(MINUTE)));
    }

    @Test
    void a_read_that_cannot_be_put_on_record_is_refused_and_so_is_the_next() {
        port.log.execute("alter function log.append_operation rename to gone");

        assertThatThrownBy(() -> read(EVENTS, "")).isInstanceOf(NotOnRecord.class);
        assertThatThrownBy(() -> read(EVENTS, "")).isInstanceOf(NotOnRecord.class);

        port.log.execute("alter function log.gone rename to append_operation");
        read(EVENTS, "");
        assertThat(reads()).containsExactly(searched(List.of(), 1, NOON, NOON));
    }

    @Test
    void what_is_searched_by_is_named_and_what_for_is_not() {
        read(EVENTS, "type=x&cidr=10.0.0.0/8&cursor=1&reveal=true&reason=why&bob%40example.org=1&BOB=1");

        assertThat(reads()).extracting(AuditRead::filters).containsExactly(List.of("cidr", "type"));
        assertThat(port.log.count("select count(*) from log.event where convert_from(body, 'UTF8') ~* 'bob|10[.]0'"))
                .isZero();
    }

    @Test
    void reads_at_once_add_up() throws Exception {
        try (var readers = Executors.newFixedThreadPool(8)) {
            var done = readers.invokeAll(IntStream.range(0, 400)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        read("/admin/audit/recoveries/" + ID.substring(0, 35) + i % 10, "");
                        return true;
                    })
                    .toList());
            for (var one : done) {
                assertThat(one.get()).isEqualTo(true);
            }
        }
        port.reads.close();

        assertThat(reads().stream().mapToInt(AuditRead::times).sum()).isEqualTo(400);
        assertThat(reads()).hasSize(20);
    }

    @Test
    void more_kinds_than_fit_are_on_record_one_by_one() {
        for (int i = 0; i < AuditReads.KINDS_MAX + 2; i++) {
            read("/admin/audit/recoveries/%08x-0000-4000-8000-000000000001".formatted(i), "");
        }
        read("/admin/audit/recoveries/%08x-0000-4000-8000-000000000001".formatted(AuditReads.KINDS_MAX + 1), "");

        assertThat(port.log.count("select count(*) from log.event where type = 'operation.AuditRead'"))
                .isEqualTo(AuditReads.KINDS_MAX + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/audit/recoveries/" + ID + "/steps, recovery-" + ID,
        "/admin/audit/identities/" + ID + "/state, identity-" + ID,
        "/admin/audit/sessions/" + ID + ", session-" + ID,
        "/admin/audit/timelines/recovery/" + ID + ", recovery-" + ID,
        "/admin/audit/addresses/" + ID + "/state, ''",
        "/admin/audit/recoveries/bob@example.org, ''",
        "/admin/replays/" + ID + ", ''"
    })
    void a_path_names_whose_story_was_read(String path, String stream) {
        assertThat(AuditReads.about(path).orElse("")).isEqualTo(stream);
    }

    private static AuditRead searched(List<String> filters, int times, Instant since, Instant at) {
        return new AuditRead("GET /admin/audit/events", Optional.empty(), filters, times, since, at);
    }

    private void read(String path, String query) {
        MockHttpServletRequest request = AdminPort.request("GET", path, "");
        request.setQueryString(query);
        request.addHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Caller.LOOPBACK.cameWith(request);
        port.reads.preHandle(request, new MockHttpServletResponse(), this);
    }

    private List<AuditRead> reads() {
        return port.record().stream()
                .map(EventEnvelope::event)
                .map(AuditRead.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "identity, identity-6c2b1a4e-7d0f-4a39-9f43-0d8e1b2c3d4e",
        "flow, recovery-6c2b1a4e-7d0f-4a39-9f43-0d8e1b2c3d4e",
        "address, ''"
    })
    void whose_timeline_a_page_shows_stands_in_its_query(String parameter, String stream) {
        var request = new MockHttpServletRequest("GET", "/admin/console/timeline");
        request.setServletPath("/admin/console/timeline");
        request.setQueryString(parameter + "=6c2b1a4e-7d0f-4a39-9f43-0d8e1b2c3d4e");

        assertThat(AuditReads.about(request).orElse("")).isEqualTo(stream);
    }
}
