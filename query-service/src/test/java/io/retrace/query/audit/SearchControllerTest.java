package io.retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.retrace.query.feed.ViewLog;
import io.retrace.wire.http.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;

/** The search as whoever asks over HTTP sees it. */
class SearchControllerTest {

    private static final int EVENTS = 120;
    private static final int HOSTILE = 1_500;

    private static final ViewLog LOG = new ViewLog();
    private static final Trail TRAIL = new Trail(LOG, new Random(11));
    private static final MockMvc HTTP = MockMvcBuilders.standaloneSetup(controller())
            .setControllerAdvice(new AuditProblems())
            .build();

    private static SearchController controller() {
        var side = LOG.side();
        var table = new SearchTable(side.database(), side.codec());
        var policies = new Policies(List::of);
        var trail = new AuditTrail(
                new AuditQueries(new AddressMacs(side.searchKeys())),
                new AuditSearch(table, new Cursors(side.searchKeys()), policies, Clock.systemUTC()),
                new Tails(table, Tails.TAILS_MAX, Tails.HEARTBEAT, Tails.LIFETIME),
                policies,
                new EntryJson(side.codec()));
        return new SearchController(trail, _ -> Optional.empty());
    }

    @BeforeAll
    static void fill() {
        TRAIL.append(EVENTS);
        LOG.applyTo(new AuditProjection(LOG.views(), LOG.side()), 1_000);
        LOG.execute("insert into view.progress (name, position, incarnation) values ('audit', " + EVENTS + ", 1)");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void an_entry_says_who_what_when_where_how_it_went_and_why() throws Exception {
        var entry = json(get("/admin/audit/events?type=recovery.CodeRejected&client=192.0.2.0/24&limit=1"))
                .at("/entries/0");

        assertThat(entry.path("type").asString()).isEqualTo("recovery.CodeRejected");
        assertThat(entry.path("outcome").asString()).isEqualTo("failure");
        assertThat(entry.path("reason").asString()).startsWith("no match, submission ");
        assertThat(entry.at("/client/network").asString()).isEqualTo("192.0.2.0/24");
        assertThat(entry.at("/client/source").asString()).isEqualTo("connection");
        assertThat(entry.at("/client/address/closed").asString()).startsWith("day-");
        assertThat(entry.at("/client/agent/closed").asString()).startsWith("day-");
        for (var name : List.of(
                "position",
                "sequence",
                "stream",
                "id",
                "at",
                "recorded_at",
                "actor",
                "trace_id",
                "correlation_id",
                "policy_hash",
                "software",
                "data")) {
            assertThat(entry.has(name)).as(name).isTrue();
        }
    }

    @Test
    void what_is_personal_stays_closed_and_no_ciphertext_is_shown() throws Exception {
        var body = body(get("/admin/audit/events?limit=1000"));

        assertThat(body)
                .contains("\"letter\":{\"closed\":\"courier-2026-11-22\"}")
                .contains("\"address\":{\"closed\":\"day-");
        assertThat(body)
                .doesNotContain("@example.org")
                .doesNotContain("\"text\":")
                .doesNotContain("192.0.2.200");
    }

    @Test
    void an_address_can_be_searched_for_in_a_body_and_stands_in_no_answer() throws Exception {
        var address = "person-0@example.org";
        var asked = "{\"address\":\"" + address + "\",\"limit\":3,\"type\":[\"recovery.RecoveryEmailRequested\"]}";

        var found = json(post("/admin/audit/events/search").content(asked));
        var sameByUrl =
                json(get("/admin/audit/events?address=" + address + "&limit=3&type=recovery.RecoveryEmailRequested"));

        assertThat(found.path("entries").size()).isEqualTo(3);
        assertThat(found.path("entries")).isEqualTo(sameByUrl.path("entries"));
        assertThat(found.path("next").asString()).isNotEmpty().doesNotContain("person");
        assertThat(found.toString()).doesNotContain("person-0");
    }

    @Test
    void a_refusal_quotes_nothing_that_was_sent() throws Exception {
        for (var request : List.of(
                get("/admin/audit/events?adress=jane@example.org"),
                get("/admin/audit/events?jane@example.org"),
                get("/admin/audit/events?identity=jane@example.org"),
                post("/admin/audit/events/search").content("{\"flow\":\"jane@example.org\"}"),
                post("/admin/audit/events/search").content("jane@example.org"),
                post("/admin/audit/events/search?x=jane@example.org").content("{}"))) {
            var response = HTTP.perform(request).andReturn().getResponse();

            assertThat(response.getStatus()).isEqualTo(400);
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            var problem = WireJson.mapper().readTree(response.getContentAsByteArray());
            assertThat(problem.path("type").asString()).isEqualTo("urn:retrace:problem:malformed-search");
            assertThat(problem.path("status").asInt()).isEqualTo(400);
            assertThat(problem.path("instance").asString()).startsWith("/admin/audit/events");
            assertThat(problem.toString()).doesNotContain("jane");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity=",
                "identity=1",
                "identity=%00",
                "identity=a&identity=b",
                "client=localhost",
                "client=1.2.3.4/33",
                "client=::1/129",
                "client=999.1.1.1",
                "client=fe80::1%25eth0",
                "client=1",
                "limit=0",
                "limit=1001",
                "limit=-1",
                "order=up",
                "type=x",
                "outcome=SUCCESS",
                "trace=1",
                "actor=a%00b",
                "actor=%F0%9F",
                "agent=%0a",
                "from=now",
                "from=-99999-01-01T00:00:00Z",
                "from=2026-01-01T00:00:00Z&from_position=1",
                "from_position=-1",
                "to_position=1e3",
                "to_position=9999999999999999999",
                "cursor=x",
                "cursor=",
                "%zz=1",
                "unknown=1",
                "address=%20",
                "page=1"
            })
    void what_is_no_search_is_refused(String asked) throws Exception {
        assertThat(status("/admin/audit/events?" + asked)).as(asked).isIn(400, 200);
        if (!asked.equals("actor=%F0%9F")) { // decodes to a replacement character
            assertThat(status("/admin/audit/events?" + asked)).as(asked).isEqualTo(400);
        }
    }

    @Test
    void random_queries_break_nothing_and_find_nothing_beside_the_filter() throws Exception {
        long seed = 20261122;
        var random = new Random(seed);
        var person = TRAIL.people.getFirst().toString();
        for (int i = 0; i < HOSTILE; i++) {
            var query = "outcome=failure&" + junk(random, person);
            var response = HTTP.perform(
                            get(URI.create("/admin/audit/" + (i % 5 == 0 ? "facets" : "events") + "?" + query)))
                    .andReturn()
                    .getResponse();

            assertThat(response.getStatus()).as("seed %s, %s", seed, query).isIn(200, 400);
            if (response.getStatus() == 200) {
                assertThat(text(response))
                        .doesNotContain("\"outcome\":\"success\"")
                        .doesNotContain("\"outcome\":\"neutral\"")
                        .doesNotContain("{\"value\":\"success\"");
            }
        }
    }

    private static String junk(Random random, String person) {
        var names = List.of(
                "identity",
                "address",
                "flow",
                "session",
                "client",
                "agent",
                "type",
                "actor",
                "trace",
                "from",
                "to",
                "from_position",
                "to_position",
                "order",
                "limit",
                "cursor",
                "x");
        var values = List.of(
                person,
                "'%20or%201=1--",
                "%00",
                "..%2f",
                "0",
                "1",
                "99999999999999999999",
                "%ED%A0%80",
                "asc",
                "recovery.CodeRejected",
                "%7B%7D",
                "::",
                "::1",
                "0.0.0.0/0",
                "2001:db8::/32",
                "%27;drop%20table",
                "9999-12-31T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "2026-01-01T00:00:00%2B14:00",
                "%25",
                "a".repeat(5_000),
                "00000000000000000000000000000000",
                "%E2%80%A8",
                "+",
                "%",
                "&",
                "=");
        var query = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var value = random.nextInt(6) == 0
                    ? new String(random.ints(8, 33, 127).toArray(), 0, 8).replaceAll("[^A-Za-z0-9%=&.:+-]", "_")
                    : values.get(random.nextInt(values.size()));
            query.append(names.get(random.nextInt(names.size())))
                    .append('=')
                    .append(value)
                    .append('&');
        }
        // what no client can send: URI.create would refuse it
        return query.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25zz");
    }

    private static int status(String path) throws Exception {
        return HTTP.perform(get(URI.create(path.replace("%zz", "%25zz"))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static JsonNode json(RequestBuilder request) throws Exception {
        return WireJson.mapper().readTree(body(request));
    }

    private static String body(RequestBuilder request) throws Exception {
        var response = HTTP.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return text(response);
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
