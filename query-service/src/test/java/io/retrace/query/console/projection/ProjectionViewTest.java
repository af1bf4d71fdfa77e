package io.retrace.query.console.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.EventFeed.Head;
import io.retrace.query.feed.Generation;
import io.retrace.query.feed.ProjectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a page says that something is missing. */
class ProjectionViewTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    @Test
    void a_view_that_is_a_moment_behind_is_up_to_date_and_one_that_is_longer_is_not() {
        assertThat(view(98, Duration.ofMillis(4_999)).state()).isEqualTo("up to date");
        assertThat(view(98, Duration.ofSeconds(5)).state()).isEqualTo("catching up");
        assertThat(view(98, Duration.ofSeconds(5)).isCurrent()).isFalse();
    }

    @Test
    void a_view_that_has_seen_all_waits_for_nothing() {
        var view = new ProjectionView(status(100, Optional.empty(), false), Optional.empty(), NOON);

        assertThat(view.isCurrent()).isTrue();
        assertThat(view.waited()).isZero();
        assertThat(view.waitedFor()).isEmpty();
    }

    @Test
    void a_view_that_cannot_be_fed_is_never_up_to_date() {
        var view = new ProjectionView(status(100, Optional.empty(), true), Optional.empty(), NOON);

        assertThat(view.isCurrent()).isFalse();
        assertThat(view.state()).isEqualTo("stands still");
        assertThat(view.help()).contains("nothing is skipped");
    }

    @Test
    void a_view_of_another_life_of_the_log_says_so() {
        var view = new ProjectionView(status(101, Optional.empty(), false), Optional.empty(), NOON);

        assertThat(view.isDiverged()).isTrue();
        assertThat(view.look()).isEqualTo("bad");
    }

    private static ProjectionView view(long position, Duration waited) {
        return new ProjectionView(status(position, Optional.of(NOON.minus(waited)), false), Optional.empty(), NOON);
    }

    private static ProjectionStatus status(long position, Optional<Instant> waitingSince, boolean failing) {
        return new ProjectionStatus(
                "audit", new Generation(1, position, 1), new Head(100, 1), waitingSince, failing, Optional.empty());
    }
}
