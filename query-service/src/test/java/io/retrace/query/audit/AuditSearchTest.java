package io.retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.EventType;
import io.retrace.query.audit.Trail.Told;
import io.retrace.query.feed.ViewLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked together, the search finds what going through the whole log would. */
class AuditSearchTest {

    private static final int EVENTS = 300;
    private static final int SEARCHES = 60;
    private static final Set<String> KNOWN = AuditQueries.names(
            AuditQueries.names(AuditQueries.FILTER, AuditQueries.RANGE), Set.of("order", "limit", "cursor"));

    private static final ViewLog LOG = new ViewLog();
    private static final Trail TRAIL = new Trail(LOG, new Random(7));
    private static final AuditQueries QUERIES =
            new AuditQueries(new AddressMacs(LOG.side().searchKeys()));
    private static final Policies POLICIES = new Policies(List::of);
    private static final AuditSearch SEARCH = new AuditSearch(
            new SearchTable(LOG.side().database(), LOG.side().codec()),
            new Cursors(LOG.side().searchKeys()),
            POLICIES,
            Clock.systemUTC());

    @BeforeAll
    static void fill() {
        TRAIL.append(EVENTS);
        LOG.applyTo(new AuditProjection(LOG.views(), LOG.side()), 97);
        LOG.execute("analyze view.audit");
        LOG.execute("insert into view.progress (name, position, incarnation) values ('audit', " + EVENTS + ", 1)");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_combination_finds_what_a_walk_through_the_log_finds(long seed) {
        var random = new Random(seed);
        int fruitful = 0;
        for (int i = 0; i < SEARCHES; i++) {
            var wish = wish(random);
            var expected = TRAIL.told.stream()
                    .filter(matching(wish))
                    .map(Told::at)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!wish.getOrDefault("order", List.of("desc")).equals(List.of("asc"))) {
                Collections.reverse(expected);
            }

            assertThat(allPages(wish))
                    .as("seed %s, search %s: %s", seed, i, wish)
                    .isEqualTo(expected);
            assertThat(facets(wish).counted()).as("counted, %s", wish).isEqualTo(expected.size());
            fruitful += expected.isEmpty() ? 0 : 1;
        }
        assertThat(fruitful).as("searches that find something").isGreaterThan(SEARCHES / 5);
    }

    @Test
    void facets_count_each_kind() {
        var facets = facets(Map.of("outcome", List.of("failure")));
        var failures = TRAIL.told.stream()
                .filter(told -> Judged.of(told.event()).outcome().text().equals("failure"))
                .toList();

        assertThat(facets.isComplete()).isTrue();
        assertThat(facets.counts().get("outcome")).isEqualTo(Map.of("failure", (long) failures.size()));
        assertThat(facets.counts().get("type"))
                .isEqualTo(failures.stream()
                        .collect(Collectors.groupingBy(
                                told -> EventType.of(told.event()).wireName(), Collectors.counting())));
        assertThat(facets.counts().get("network"))
                .containsOnlyKeys("192.0.2.0/24", "198.51.100.0/24", "2001:db8::/64", "2001:db8:0:1::/64")
                .containsEntry(
                        "192.0.2.0/24",
                        failures.stream()
                                .filter(told -> told.client().startsWith("192.0.2."))
                                .count());
        assertThat(facets.counts().getOrDefault("hour", Map.of()).keySet())
                .allMatch(hour -> hour.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:00:00Z"));
    }

    @Test
    void a_cursor_holds_for_its_own_search_only() {
        var next = SEARCH.page(query(Map.of("limit", List.of("2")))).next().orElseThrow();

        for (var other : List.of(
                Map.of("outcome", List.of("failure")),
                Map.of("order", List.of("asc")),
                Map.of("from_position", List.of("1")),
                Map.of("actor", List.of("operator")))) {
            var asked = new LinkedHashMap<>(other);
            asked.put("cursor", List.of(next));
            assertThatThrownBy(() -> SEARCH.page(query(asked))).isInstanceOf(MalformedSearch.class);
        }
        var flipped = (next.charAt(3) == 'A' ? "B" : "A") + next.substring(1);
        for (var broken : List.of(flipped, "x", next + "AAAA", "", "=====")) {
            var cursors = new Cursors(LOG.side().searchKeys());
            assertThat(cursors.read(broken, query(Map.of()).bound())).as(broken).isEmpty();
        }
    }

    @Test
    void a_cursor_may_go_on_with_another_limit() {
        var next = SEARCH.page(query(Map.of("limit", List.of("2")))).next();

        var page = SEARCH.page(query(Map.of("limit", List.of("3"), "cursor", List.of(next.orElseThrow()))));

        assertThat(page.events()).extracting(Found::position).containsExactly(EVENTS - 2L, EVENTS - 3L, EVENTS - 4L);
    }

    @Test
    void times_mean_what_was_recorded_from_then_until_then() {
        var all = LOG.all();
        var from = all.get(9).recordedAt();
        var to = all.get(19).recordedAt();

        assertThat(allPages(Map.of(
                        "from", List.of(from.toString()), "to", List.of(to.toString()), "order", List.of("asc"))))
                .hasSize(11)
                .startsWith(10L)
                .endsWith(20L);
        assertThat(allPages(Map.of("from", List.of(to.plus(Duration.ofDays(1)).toString()))))
                .isEmpty();
        assertThat(allPages(Map.of("to", List.of("1999-12-31T23:59:59Z")))).isEmpty();
    }

    @Test
    void a_search_that_says_no_range_goes_back_a_week() {
        var later = new AuditSearch(
                new SearchTable(LOG.side().database(), LOG.side().codec()),
                new Cursors(LOG.side().searchKeys()),
                POLICIES,
                Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        assertThat(later.page(query(Map.of())).events()).isEmpty();
    }

    private static Map<String, List<String>> wish(Random random) {
        var wish = new LinkedHashMap<String, List<String>>();
        var values = new LinkedHashMap<String, List<String>>();
        values.put("identity", TRAIL.people.stream().map(UUID::toString).toList());
        values.put("address", List.of(" Person-0@example.org", "person-1@example.org", "nobody@example.org"));
        values.put(
                "flow",
                List.of(TRAIL.recoveries.getFirst(), TRAIL.recoveries.get(3), TRAIL.settings.get(1)).stream()
                        .map(UUID::toString)
                        .toList());
        values.put("session", TRAIL.sessions.stream().map(UUID::toString).toList());
        values.put("client", List.of("192.0.2.1", "192.0.2.0/24", "2001:db8::/48", "0.0.0.0/0", "192.0.2.128/25"));
        values.put("agent", List.of("curl", "FireFox", "other", "wget"));
        values.put("outcome", List.of("success", "failure", "neutral"));
        values.put("actor", Trail.ACTORS);
        values.put("trace", TRAIL.traces);
        values.put("order", List.of("asc", "desc"));
        values.put("from_position", List.of("1", "50", "999999"));
        values.put("to_position", List.of("0", "120", "300"));
        values.forEach((name, some) -> {
            if (random.nextInt(5) == 0) {
                wish.put(name, List.of(some.get(random.nextInt(some.size()))));
            }
        });
        if (random.nextInt(4) == 0) {
            wish.put(
                    "type",
                    List.of("recovery.CodeRejected", "session.SessionIssued").subList(0, 1 + random.nextInt(2)));
        }
        wish.put("limit", List.of(Integer.toString(random.nextInt(15, 90))));
        return wish;
    }

    private static Predicate<Told> matching(Map<String, List<String>> wish) {
        Predicate<Told> all = _ -> true;
        for (var entry : wish.entrySet()) {
            var value = entry.getValue().getFirst();
            all = all.and(
                    switch (entry.getKey()) {
                        case "identity" -> belonging(t -> t.identity().equals(Optional.of(UUID.fromString(value))));
                        case "address" -> belonging(t -> t.address().equalsIgnoreCase(value.strip()));
                        case "flow" -> {
                            var flows = withSettings(Set.of("recovery-" + value, "settings-" + value));
                            yield t -> isOf(t, flows);
                        }
                        case "session" -> t -> t.session().equals(Optional.of(UUID.fromString(value)));
                        case "client" -> t -> isIn(t.client(), value);
                        case "agent" -> t -> t.family().equalsIgnoreCase(value);
                        case "type" ->
                            t -> entry.getValue()
                                    .contains(EventType.of(t.event()).wireName());
                        case "outcome" ->
                            t -> Judged.of(t.event()).outcome().text().equals(value);
                        case "actor" -> t -> t.actor().equals(value);
                        case "trace" -> t -> t.trace().equals(value);
                        case "from_position" -> t -> t.at() >= Long.parseLong(value);
                        case "to_position" -> t -> t.at() <= Long.parseLong(value);
                        default -> _ -> true;
                    });
        }
        return all;
    }

    private static Predicate<Told> belonging(Predicate<Told> naming) {
        var flows = withSettings(TRAIL.told.stream()
                .filter(naming)
                .map(told -> told.event().stream())
                .filter(stream -> stream.startsWith("recovery-") || stream.startsWith("settings-"))
                .collect(Collectors.toSet()));
        return naming.or(told -> isOf(told, flows));
    }

    private static Set<String> withSettings(Set<String> flows) {
        var all = new HashSet<>(flows);
        TRAIL.told.stream()
                .filter(told -> flows.contains(told.correlation())
                        && told.event().stream().startsWith("settings-"))
                .forEach(told -> all.add(told.event().stream()));
        return all;
    }

    private static boolean isOf(Told told, Set<String> flows) {
        return flows.contains(told.event().stream()) || flows.contains(told.correlation());
    }

    private static boolean isIn(String client, String block) {
        return switch (block) {
            case "192.0.2.1" -> client.equals("192.0.2.1");
            case "192.0.2.0/24" -> client.startsWith("192.0.2.");
            case "192.0.2.128/25" -> client.equals("192.0.2.200");
            case "2001:db8::/48" -> client.startsWith("2001:db8:");
            default -> client.contains(".");
        };
    }

    private static List<Long> allPages(Map<String, List<String>> wish) {
        var found = new ArrayList<Long>();
        var asked = new LinkedHashMap<>(wish);
        for (int page = 0; page <= EVENTS; page++) {
            var read = SEARCH.page(query(asked));
            read.events().forEach(event -> found.add(event.position()));
            if (read.next().isEmpty()) {
                return found;
            }
            asked.put("cursor", List.of(read.next().orElseThrow()));
        }
        throw new AssertionError("the pages do not end: " + wish);
    }

    private static Facets facets(Map<String, List<String>> wish) {
        var query = query(wish);
        return SEARCH.facets(query.filter(), query.range());
    }

    private static AuditQuery query(Map<String, List<String>> wish) {
        var pairs = wish.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return QUERIES.read(Parameters.ofQuery(pairs, KNOWN));
    }
}
