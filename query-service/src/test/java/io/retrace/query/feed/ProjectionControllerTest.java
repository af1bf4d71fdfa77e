package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What an operator is told of views, and can do to them. */
class ProjectionControllerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ViewLog log = new ViewLog();
    private final Positions positions = new Positions(log.views());
    private final Follower follower = new Follower(positions, log.feed(), log.views(), new Semaphore(1), _ -> {});
    private final ProjectionController controller = new ProjectionController(
            new Followers(List.of(follower), log.feed()), new Urls("http://public", "http://admin", "", "", "", ""));

    @AfterEach
    void close() {
        follower.close();
        log.close();
    }

    @Test
    void each_view_says_where_it_is() {
        append(3);
        await().atMost(SOON).until(() -> follower.lag() == 0);

        var list = json(controller.list());

        assertThat(list).hasSize(1);
        assertThat(list.get(0)).isEqualTo(tree("""
                                {"name": "audit", "state": "following", "generation": 1, "position": 3, "head": 3, "lag": 0}"""));
        assertThat(json(controller.one("audit"))).isEqualTo(list.get(0));
    }

    @Test
    void a_rebuild_is_accepted_at_once_and_done_soon() {
        append(3);

        var accepted = controller.rebuild("audit");

        assertThat(accepted.getStatusCode().value()).isEqualTo(202);
        assertThat(accepted.getHeaders().getLocation()).hasToString("http://admin/projections/audit");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(controller.one("audit"))).isEqualTo(tree("""
                                        {"name": "audit", "state": "following", "generation": 2, "position": 3, "head": 3, "lag": 0}""")));
    }

    @Test
    void a_rebuild_that_fails_says_how_far_it_is_and_can_be_given_up() {
        positions.breakAt("view.audit_2");
        append(3);
        await().atMost(SOON).until(() -> follower.lag() == 0);
        controller.rebuild("audit");
        await().atMost(SOON).until(follower::isFailing);

        var again = controller.rebuild("audit");

        assertThat(again.getStatusCode().value()).isEqualTo(202);
        var view = json(again);
        assertThat(view.path("state").asString()).isEqualTo("rebuilding");
        assertThat(view.path("generation").asInt()).isEqualTo(1);
        var rebuild = view.path("rebuild");
        assertThat(rebuild.path("state").asString()).isEqualTo("failing");
        assertThat(rebuild.path("generation").asInt()).isEqualTo(2);
        assertThat(rebuild.path("position").asLong(-1)).isZero();
        assertThat(rebuild.path("percent").asInt(-1)).isZero();
        assertThat(rebuild.path("events_per_second").asLong(-1)).isZero();
        assertThat(Instant.parse(rebuild.path("since").asString()))
                .isBefore(Instant.now().plusSeconds(60));

        assertThat(controller.giveUp("audit").getStatusCode().value()).isEqualTo(204);

        assertThat(controller.giveUp("audit").getStatusCode().value()).isEqualTo(404);
        assertThat(json(controller.one("audit")).has("rebuild")).isFalse();
        await().atMost(SOON).until(() -> !follower.isFailing());
    }

    @Test
    void a_view_that_does_not_exist_is_not_there() {
        for (var answer : List.of(controller.one("x"), controller.rebuild("progress"), controller.giveUp("audit_2"))) {
            assertThat(answer.getStatusCode().value()).isEqualTo(404);
            assertThat(json(answer).path("error").path("message").asString())
                    .isEqualTo("Unable to locate the resource");
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(initiated(flow()));
        }
    }

    private static JsonNode json(ResponseEntity<byte[]> answer) {
        return WireJson.mapper().readTree(Objects.requireNonNull(answer.getBody()));
    }

    private static JsonNode tree(String json) {
        return WireJson.mapper().readTree(json);
    }
}
