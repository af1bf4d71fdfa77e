package io.retrace.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.policy.Policy;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.Life;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Seen;
import io.retrace.query.asof.SetClock;
import io.retrace.query.asof.Views;
import io.retrace.query.feed.ViewLog;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** What a responder reads of what happened, in order. */
class TimelineTest {

    private static final SetClock clock = new SetClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static final ViewLog log = new ViewLog(clock);
    private static final Life life = new Life(log, clock).under(Policy.kratos());
    private static final Seen seen = new Seen(log);
    private static final TimelineController controller = controller();

    private final IdentityId ada = life.person();

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void a_flow_is_told_with_its_letter_its_session_and_what_led_to_what() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.deliver(flow);
        clock.forward(Duration.ofMinutes(15));
        life.right(flow);

        var entries =
                told(request -> controller.ofFlow(flow.toString(), request), "").path("entries");

        assertThat(types(entries))
                .containsExactly(
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "letter.LetterDelivered",
                        "recovery.CodeAccepted",
                        "identity.AddressVerified",
                        "session.SessionIssued",
                        "settings.SettingsInitiated",
                        "recovery.RecoveryCompleted");
        assertThat(entries.at("/1/letter/fate").asString()).isEqualTo("delivered");
        assertThat(entries.at("/1/letter/position")).isEqualTo(entries.at("/2/position"));
        assertThat(entries.at("/3/gap_before_ms").asLong()).isBetween(899_900L, 900_000L);
        assertThat(entries.at("/2").has("gap_before_ms")).isFalse();
        assertThat(entries.at("/5/caused_by")).isEqualTo(entries.at("/3/position"));
        assertThat(entries.at("/5/session/holds").asBoolean()).isTrue();

        life.happens(new SessionsRevoked(ada, Optional.empty(), clock.instant()));
        var later =
                told(request -> controller.ofFlow(flow.toString(), request), "").path("entries");
        assertThat(later.at("/5/session/why_not").asString()).isEqualTo("revoked");
    }

    @Test
    void an_identity_is_told_with_all_that_happened_in_flows_to_it_and_nothing_of_others() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.wrong(flow);
        var other = life.open();
        life.ask(other, Optional.of(life.person()));

        var entries = told(request -> controller.ofIdentity(ada.toString(), request), "")
                .path("entries");

        assertThat(types(entries))
                .containsExactly(
                        "identity.IdentityCreated",
                        "identity.AddressClaimed",
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "recovery.CodeRejected");
        assertThat(entries.at("/3/letter/fate").asString()).isEqualTo("on its way");
        assertThat(entries.at("/4/reason").asString()).isEqualTo("no match, submission 1");
    }

    @Test
    void an_address_is_told_from_its_claim_on() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.happens(new AddressVerified(ada, life.addressOf(ada), clock.instant()));

        var entries = told(request -> controller.ofAddress(life.addressOf(ada).toString(), request), "")
                .path("entries");

        assertThat(types(entries))
                .containsExactly(
                        "identity.AddressClaimed",
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "identity.AddressVerified");
    }

    @Test
    void a_network_is_told_by_its_addresses_alone() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        seen.follow();
        log.execute("update view.audit set client = '198.51.100.7' where stream = '" + flow.stream() + "'");

        for (var network : List.of("198.51.100.0/24", "198.51.100.7", "198.51.100.7/32", "198.0.0.0/8")) {
            assertThat(types(told(controller::ofNetwork, "network=" + network).path("entries")))
                    .as(network)
                    .containsExactly("recovery.RecoveryInitiated", "recovery.RecoveryEmailRequested");
        }
        assertThat(told(controller::ofNetwork, "network=198.51.101.0/24").path("entries"))
                .isEmpty();
        assertThat(told(controller::ofNetwork, "network=2001:db8::/32").path("entries"))
                .isEmpty();
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        var flow = life.open();
        for (int i = 0; i < 6; i++) {
            life.ask(flow, Optional.of(ada));
        }
        var all =
                told(request -> controller.ofFlow(flow.toString(), request), "").path("entries");

        var paged = new ArrayList<JsonNode>();
        var after = "0";
        for (int i = 0; i < 10 && !after.isEmpty(); i++) {
            var page = told(request -> controller.ofFlow(flow.toString(), request), "limit=2&after=" + after);
            assertThat(page.path("entries").size()).isLessThanOrEqualTo(2);
            page.path("entries").forEach(paged::add);
            after = page.path("next").asString("");
        }

        assertThat(paged).hasSize(7).containsExactlyElementsOf(all);
    }

    @Test
    void a_clock_that_was_wrong_shows() {
        life.happens(
                new AddressVerified(ada, life.addressOf(ada), clock.instant().minusSeconds(90)));

        var entries = told(request -> controller.ofIdentity(ada.toString(), request), "")
                .path("entries");

        assertThat(entries.at("/2/skew_ms").asLong()).isEqualTo(90_000);
        assertThat(entries.at("/1").has("skew_ms")).isFalse();
    }

    @Test
    void what_the_view_has_not_seen_is_said_to_be_missing() {
        seen.follow();
        clock.forward(Duration.ofSeconds(5));
        var flow = life.open();
        life.ask(flow, Optional.of(ada));

        var page = json(controller.ofFlow(flow.toString(), request("")));

        assertThat(page.path("entries")).isEmpty();
        assertThat(page.at("/view/missing").asLong()).isEqualTo(2);
        assertThat(page.at("/view/oldest_missing_at").asString())
                .isEqualTo(clock.instant().toString());
        var caughtUp = told(request -> controller.ofFlow(flow.toString(), request), "");
        assertThat(caughtUp.at("/view/missing").asLong(-1)).isZero();
        assertThat(caughtUp.path("view").has("oldest_missing_at")).isFalse();
    }

    @Test
    void what_cannot_be_understood_is_refused_and_what_never_was_is_empty() {
        var id = ada.toString();
        for (var query : List.of("limit=0", "limit=501", "limit=x", "after=-1", "after=1e3", "as_of=x", "gap=-1")) {
            assertThat(controller.ofIdentity(id, request(query)).getStatusCode().value())
                    .as(query)
                    .isEqualTo(400);
        }
        for (var network : List.of(
                "",
                "x",
                "10.0.0.0/33",
                "::/129",
                "example.org",
                "10.0.0.1;drop",
                "%00",
                "fe80::1%25eth0",
                "999.1.1.1",
                "1.2.3.4/-1",
                "::ffff:1.2.3.4/128/1")) {
            assertThat(controller
                            .ofNetwork(request("network=" + network))
                            .getStatusCode()
                            .value())
                    .as(network)
                    .isEqualTo(400);
        }
        for (var hostile : List.of("x", "' or 1=1 --", "\u0000", "../state")) {
            assertThat(controller.ofFlow(hostile, request("")).getStatusCode().value())
                    .isEqualTo(404);
        }
        assertThat(told(request -> controller.ofAddress(UUID.randomUUID().toString(), request), "")
                        .path("entries"))
                .isEmpty();
    }

    @Test
    void no_address_stands_in_it() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.right(flow);

        assertThat(told(request -> controller.ofIdentity(ada.toString(), request), "")
                        .toString())
                .doesNotContain(Life.CANARY);
    }

    private static List<String> types(JsonNode entries) {
        var types = new ArrayList<String>();
        entries.forEach(entry -> types.add(entry.path("type").asString()));
        return types;
    }

    private static JsonNode told(Function<MockHttpServletRequest, ResponseEntity<byte[]>> asked, String query) {
        seen.follow();
        return json(asked.apply(request(query)));
    }

    private static JsonNode json(ResponseEntity<byte[]> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return WireJson.mapper().readTree(Objects.requireNonNull(answer.getBody()));
    }

    private static MockHttpServletRequest request(String query) {
        var request = new MockHttpServletRequest("GET", "/admin/audit");
        request.setQueryString(query);
        return request;
    }

    private static TimelineController controller() {
        var database = log.side().database();
        var moments = new Moments(database, clock);
        var histories = new Histories(database, log.side().codec(), moments);
        var table = new TimelineTable(database, log.side().codec());
        return new TimelineController(
                moments, new Timelines(moments, new Views(database), table, new Entries(table, histories)));
    }
}
