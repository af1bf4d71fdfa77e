package io.retrace.query.audit;

import static io.retrace.query.feed.ViewLog.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.cloudevents.jackson.JsonFormat;
import io.retrace.log.PoliciesOnRecord;
import io.retrace.model.event.OperationEvent.KeyRotated;
import io.retrace.model.event.Origin;
import io.retrace.query.feed.ViewLog;
import io.retrace.wire.event.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Files of what a search finds. */
class ExportTest {

    private static final int EVENTS = 1_100;
    private static final String HOSTILE = "=cmd|' /C calc'!A0\r\n\u001b[31m,\"red\"\u009b2J\u2028";

    private static final ViewLog LOG = new ViewLog();
    private static final Trail TRAIL = new Trail(LOG, new Random(5));
    private static final MockMvc HTTP = MockMvcBuilders.standaloneSetup(controller())
            .setControllerAdvice(new AuditProblems())
            .build();

    private static ExportController controller() {
        var side = LOG.side();
        var table = new SearchTable(side.database(), side.codec());
        return new ExportController(
                new AuditQueries(new AddressMacs(side.searchKeys())),
                new AuditSearch(
                        table,
                        new Cursors(side.searchKeys()),
                        new Policies(new PoliciesOnRecord(side.database(), side.codec())::all),
                        Clock.systemUTC()),
                new EntryJson(side.codec()),
                new CloudEvents(side.codec()));
    }

    @BeforeAll
    static void fill() {
        TRAIL.append(EVENTS - 1);
        var origin = ViewLog.origin("none");
        LOG.append(
                new KeyRotated(HOSTILE, 1, List.of(), NOON),
                new Origin(
                        HOSTILE,
                        Optional.empty(),
                        "none",
                        Optional.empty(),
                        origin.traceId(),
                        "none",
                        Optional.empty(),
                        "policy",
                        "retrace-test"));
        LOG.applyTo(new AuditProjection(LOG.views(), LOG.side()), 1_000);
        LOG.execute("insert into view.progress (name, position, incarnation) values ('audit', " + EVENTS + ", 1)");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void each_line_is_a_cloud_event_that_its_sdk_reads_and_holds_the_envelope() throws Exception {
        var response = export("format=ndjson");
        var all = LOG.all();
        var lines = text(response).lines().toList();

        assertThat(response.getContentType()).startsWith("application/x-ndjson");
        assertThat(response.getHeader("Retrace-Position")).isEqualTo(String.valueOf(EVENTS));
        assertThat(lines).hasSize(EVENTS);
        for (int i = 0; i < EVENTS; i += 100) {
            var event = new JsonFormat().deserialize(lines.get(i).getBytes(StandardCharsets.UTF_8));
            assertThat(event.getId()).isEqualTo(all.get(i).id().toString());
            assertThat(event.getType()).isEqualTo(all.get(i).type().wireName());
            assertThat(event.getSubject()).isEqualTo(all.get(i).stream());
            assertThat(event.getExtension("sequence")).isEqualTo("%019d".formatted(i + 1));
            assertThat(event.getExtension("incarnation")).isEqualTo("1");
            var data = Objects.requireNonNull(event.getData()).toBytes();
            assertThat(LOG.side().codec().read(data)).isEqualTo(all.get(i));
        }
    }

    @Test
    void an_export_goes_on_behind_the_last_line_that_arrived() throws Exception {
        var whole = text(export("format=ndjson&outcome=failure")).lines().toList();
        var half = whole.get(whole.size() / 2);
        long position = Long.parseLong(String.valueOf(new JsonFormat()
                .deserialize(half.getBytes(StandardCharsets.UTF_8))
                .getExtension("sequence")));

        var rest = text(export("format=ndjson&outcome=failure&cursor=" + position))
                .lines()
                .toList();

        assertThat(rest).isEqualTo(whole.subList(whole.size() / 2 + 1, whole.size()));
    }

    @Test
    void csv_has_a_head_and_a_record_an_event_and_a_continued_one_has_no_second_head() throws Exception {
        var response = export("format=csv");
        var records = records(text(response));

        assertThat(response.getContentType()).startsWith("text/csv");
        assertThat(response.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"retrace-audit.csv\"");
        assertThat(records).hasSize(EVENTS + 1).allMatch(record -> record.getFieldCount() == 17);
        assertThat(records.getFirst().getField(0)).isEqualTo("position");
        assertThat(records.get(7).getField(0)).isEqualTo("7");
        assertThat(records(text(export("format=csv&cursor=1090"))))
                .hasSize(10)
                .first()
                .satisfies(record -> assertThat(record.getField(0)).isEqualTo("1091"));
    }

    @Test
    void what_is_hostile_is_neither_formula_nor_escape_sequence_nor_a_line_of_its_own() throws Exception {
        var csv = text(export("format=csv&from_position=" + EVENTS));
        var ndjson = text(export("format=ndjson&from_position=" + EVENTS));

        assertThat(csv.lines()).hasSize(2);
        assertThat(records(csv).get(1).getField(6))
                .isEqualTo("'=cmd|' /C calc'!A0\\u000d\\u000a\\u001b[31m,\"red\"\\u009b2J\\u2028");
        assertThat(ndjson.lines()).hasSize(1);
        assertThat(ndjson.strip().chars()).noneMatch(c -> c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x2028);
        var data = new JsonFormat()
                .deserialize(ndjson.strip().getBytes(StandardCharsets.UTF_8))
                .getData();
        assertThat(LOG.side()
                        .codec()
                        .read(Objects.requireNonNull(data).toBytes())
                        .origin()
                        .actor())
                .isEqualTo(HOSTILE);
    }

    @ParameterizedTest
    @CsvSource({"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＠x"})
    void a_formula_is_made_text(String text) {
        assertThat(CsvFormat.safe(text)).isEqualTo("'" + text);
    }

    @Test
    void tab_and_line_ends_are_spelt_out_and_plain_text_stays() {
        assertThat(CsvFormat.safe("\t=1")).isEqualTo("\\u0009=1");
        assertThat(CsvFormat.safe("\r\n")).isEqualTo("\\u000d\\u000a");
        assertThat(CsvFormat.safe("a-b, $1 \\ ü")).isEqualTo("a-b, $1 \\ ü");
    }

    @Test
    void what_is_personal_is_in_no_file() throws Exception {
        for (var format : List.of("csv", "ndjson")) {
            assertThat(text(export("format=" + format)))
                    .doesNotContain("@example.org")
                    .doesNotContain("192.0.2.200");
        }
    }

    @Test
    void asked_for_the_head_alone_nothing_is_read() throws Exception {
        var response =
                HTTP.perform(head("/admin/audit/export?format=csv")).andReturn().getResponse();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void a_format_that_is_none_is_refused() throws Exception {
        for (var asked : List.of("", "format=xml", "format=csv&cursor=x", "format=csv&limit=1", "format=csv&x=1")) {
            assertThat(HTTP.perform(get("/admin/audit/export?" + asked))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_failure_in_the_midst_breaks_off_and_does_not_look_like_the_end() {
        var response = new MockHttpServletResponse();
        response.setCommitted(true);

        assertThatThrownBy(() -> new AuditProblems()
                        .unexpected(
                                new IllegalStateException("unreadable"),
                                new org.springframework.mock.web.MockHttpServletRequest(),
                                response))
                .isInstanceOf(IllegalStateException.class);
    }

    private static MockHttpServletResponse export(String asked) throws Exception {
        var response =
                HTTP.perform(get("/admin/audit/export?" + asked)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response;
    }

    private static List<CsvRecord> records(String csv) throws Exception {
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            return reader.stream().toList();
        }
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
