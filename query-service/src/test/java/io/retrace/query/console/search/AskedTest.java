package io.retrace.query.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.query.audit.MalformedSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** A search page is asked by its URL, where no address may stand. */
class AskedTest {

    private static Asked asked(String query) {
        var request = new MockHttpServletRequest("GET", "/admin/console/events");
        request.setQueryString(query);
        return Asked.of(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "actor", "agent", "client", "session", "trace", "from", "cursor", "nonsense"})
    void an_address_is_refused_whatever_it_stands_in_and_is_not_repeated(String field) {
        assertThatThrownBy(() -> asked("range=all&" + field + "=somebody%40example.org"))
                .isInstanceOf(MalformedSearch.class)
                .hasMessageContaining("type it into the search field")
                .hasMessageNotContaining("somebody");
    }

    @Test
    void what_a_form_left_empty_is_not_asked() {
        assertThat(asked("actor=&agent=+curl+&range=all").values())
                .containsOnlyKeys("agent", "range")
                .containsEntry("agent", "curl");
    }
}
