package io.retrace.query.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** A page of a timeline says in its URL which one it is. */
class PartTest {

    private static final String TIMELINE = "/admin/console/timeline?client=192.0.2.0%2F24";

    private static Part asked(String query) {
        var request = new MockHttpServletRequest("GET", "/admin/console/timeline");
        request.setQueryString(query);
        return Part.of(request);
    }

    @Test
    void what_is_sent_to_a_page_is_sent_to_the_part_that_it_shows() {
        var part = asked("client=192.0.2.0/24&limit=7&after=12&as_of=2026-01-10T04:00:00%2B01:00&gap=60");

        assertThat(part.url(TIMELINE))
                .isEqualTo(TIMELINE + "&as_of=2026-01-10T04%3A00%3A00%2B01%3A00&after=12&limit=7&gap=60");
    }

    @Test
    void the_page_behind_it_ends_at_the_same_moment() {
        assertThat(asked("after=12&as_of=30&limit=7").after(19).url(TIMELINE))
                .isEqualTo(TIMELINE + "&as_of=30&after=19&limit=7");
        assertThat(asked("").after(19).url(TIMELINE)).isEqualTo(TIMELINE + "&after=19");
    }

    @Test
    void the_whole_of_it_ends_now() {
        assertThat(asked("client=192.0.2.0/24&as_of=").url(TIMELINE)).isEqualTo(TIMELINE);
        assertThat(asked("as_of=").isUntilNow()).isTrue();
        assertThat(asked("as_of=30").isUntilNow()).isFalse();
    }
}
