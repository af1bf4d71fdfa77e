package io.retrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.QuerySide;
import io.retrace.query.audit.Judged;
import io.retrace.standalone.LogFacts.Fact;
import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is asked together over HTTP, what is found, exported and counted is what the log says that it should be: nothing
 * that lies outside of the filter, and nothing less.
 */
@NullMarked
@ExtendWith(SharedRetrace.class)
class FoundByFilterTest {

    private static final int SEARCHES = Integer.getInteger("soak.audit.searches", 40);
    private static final long SEED = Long.getLong("soak.audit.seed", System.nanoTime());
    private static final int LIMIT_MAX = 1_000;

    private final Random random = new Random(SEED);
    private final StandaloneFixture retrace;
    private final NativeClient client;
    private final Responder responder;

    FoundByFilterTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        this.client = new NativeClient(retrace.endpoints());
        this.responder = new Responder(client, retrace.endpoints().adminBase());
    }

    @Test
    void no_entry_lies_outside_of_what_was_asked_and_none_within_is_missing() {
        for (var agent : List.of("curl/8.14.1", "python-requests/2.32.3", "Mozilla/5.0 Firefox/140.0")) {
            live(agent);
        }
        long last = retrace.logged();
        responder.awaitSeen(last);
        var log = LogFacts.of(retrace.context().getBean(QuerySide.class), last);
        int fruitful = 0;
        for (int i = 0; i < SEARCHES; i++) {
            var asked = asked(log.all(), last);
            var expected = log.all().stream()
                    .filter(asked.stream().map(log::matching).reduce(_ -> true, (one, other) -> one.and(other)))
                    .map(Fact::position)
                    .toList();

            assertThat(pages(asked, expected.size()))
                    .as("seed %s: %s", SEED, asked)
                    .isEqualTo(expected);
            assertThat(exported(asked, "ndjson")).as("%s", asked).isEqualTo(expected);
            assertThat(exported(asked, "csv")).as("%s", asked).isEqualTo(expected);
            assertThat(get("facets?" + query(asked)).json().path("counted").asLong())
                    .as("seed %s: %s", SEED, asked)
                    .isEqualTo(expected.size());
            fruitful += expected.isEmpty() ? 0 : 1;
        }
        assertThat(fruitful).isGreaterThan(SEARCHES / 3);
    }

    private void live(String agent) {
        var email = "found-" + UUID.randomUUID() + "@example.org";
        var trace = UUID.randomUUID().toString().replace("-", "");
        client.createIdentity(email);
        var visitor = new Visitor(client, retrace.endpoints(), "198.51.100.9", agent, trace);
        visitor.codeAfterWrongOnes(2, visitor.askNew(email), email);
        visitor.askNew("nobody-" + email);
    }

    /** Parameters that one event of the log fulfils, or two that have nothing to do with each other. */
    private List<String> asked(List<Fact> all, long last) {
        var asked = new ArrayList<String>();
        // newer ones have more to them: others have asked for nothing but health before
        var one = all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), 60)));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var of = random.nextInt(6) == 0 ? all.get(random.nextInt(all.size())) : one;
            var parameters = parameters(of);
            var parameter = parameters.get(random.nextInt(parameters.size()));
            var name = parameter.substring(0, parameter.indexOf('=') + 1);
            if (asked.stream().noneMatch(there -> there.startsWith(name))) {
                asked.add(parameter);
            }
        }
        asked.add("from_position=" + (random.nextBoolean() ? 1 : random.nextLong(1, last + 1)));
        asked.add("to_position=" + last);
        return asked;
    }

    private static List<String> parameters(Fact fact) {
        var origin = fact.envelope().origin();
        var parameters = new ArrayList<>(fact.named());
        parameters.add("type=" + fact.envelope().type().wireName());
        parameters.add("outcome=" + Judged.of(fact.envelope().event()).outcome().text());
        parameters.add("actor=" + origin.actor());
        if (!fact.client().isEmpty()) {
            parameters.add("trace=" + origin.traceId());
            parameters.add("client=127.0.0.0/24");
            parameters.add("client=192.0.2.0/24");
        }
        for (var family : List.of("firefox", "curl", "python-requests")) {
            if (fact.agent().toLowerCase(Locale.ROOT).contains(family)) {
                parameters.add("agent=" + family);
            }
        }
        return parameters;
    }

    /** By cursor, oldest first; a cursor is of no use for anything else. */
    private List<Long> pages(List<String> asked, int expected) {
        var limited = new ArrayList<>(asked);
        limited.add("order=asc");
        limited.add("limit=" + Math.clamp(expected / random.nextInt(1, 5) + 1L, 1, LIMIT_MAX));
        var found = new ArrayList<Long>();
        var page = page(limited);
        while (true) {
            found.addAll(positions(page.path("entries")));
            var next = page.path("next").asString("");
            if (next.isEmpty()) {
                return found;
            }
            assertThat(get("events?" + query(asked) + "&order=desc&cursor=" + next)
                            .status())
                    .isEqualTo(400);
            assertThat(get("events?" + query(limited) + "&cursor=" + bent(next)).status())
                    .isEqualTo(400);
            var further = new ArrayList<>(limited);
            further.add("cursor=" + next);
            page = page(further);
        }
    }

    private JsonNode page(List<String> asked) {
        var answer = random.nextBoolean() ? get("events?" + query(asked)) : post(asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer post(List<String> asked) {
        var body = WireJson.mapper().createObjectNode();
        asked.forEach(parameter -> {
            int equals = parameter.indexOf('=');
            body.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        });
        var admin = retrace.endpoints().adminBase();
        return client.send(
                "POST", admin, "/admin/audit/events/search", body.toString(), "Content-Type", "application/json");
    }

    private List<Long> exported(List<String> asked, String format) {
        var lines = get("export?format=" + format + "&" + query(asked)).body().lines();
        return format.equals("csv")
                ? lines.skip(1)
                        .map(line -> Long.valueOf(line.substring(0, line.indexOf(','))))
                        .toList()
                : lines.map(line -> Long.valueOf(WireJson.mapper()
                                .readTree(line)
                                .path("sequence")
                                .asString()))
                        .toList();
    }

    private static List<Long> positions(JsonNode entries) {
        return Responder.positions(entries.valueStream().toList());
    }

    private String bent(String cursor) {
        int at = random.nextInt(cursor.length() - 1);
        return cursor.substring(0, at) + (cursor.charAt(at) == 'x' ? 'y' : 'x') + cursor.substring(at + 1);
    }

    private Answer get(String path) {
        return client.getAdmin("/admin/audit/" + path);
    }

    private static String query(List<String> asked) {
        return asked.stream()
                .map(parameter -> parameter.substring(0, parameter.indexOf('=') + 1)
                        + URLEncoder.encode(parameter.substring(parameter.indexOf('=') + 1), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
