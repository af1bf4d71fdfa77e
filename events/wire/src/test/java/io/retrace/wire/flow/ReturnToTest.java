package io.retrace.wire.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.Sealed;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReturnToTest {

    private static final Optional<Beginning> BEGINNING =
            Optional.of(new Beginning("recovery-1", new Sealed("day", "http://id/browser?return_to=%2Fhome")));
    private static final Opener OPENER = (closed, stream) -> stream.equals("recovery-1") ? closed.text() : "";

    @Test
    @Tag("row-050")
    void a_flow_leads_where_its_own_url_says() {
        assertThat(ReturnTo.of("http://id/x?flow=1&return_to=http%3A%2F%2Fui%2Fa", Optional.empty(), OPENER))
                .contains("http://ui/a");
    }

    @Test
    void what_a_later_request_names_was_never_checked_and_leads_nowhere() {
        assertThat(ReturnTo.of("http://id/x?flow=1&return_to=http%3A%2F%2Fevil%2F", BEGINNING, OPENER))
                .contains("/home");
    }

    @Test
    void one_that_followed_from_another_leads_where_the_first_was_to_lead() {
        assertThat(ReturnTo.of("http://id/x?flow=1", BEGINNING, OPENER)).contains("/home");
        assertThat(ReturnTo.of("http://id/x?flow=1", Optional.empty(), OPENER)).isEmpty();
    }

    @Test
    void it_joins_a_query_or_begins_one() {
        assertThat(ReturnTo.added("http://id/x?flow=1", "/a b")).isEqualTo("http://id/x?flow=1&return_to=%2Fa+b");
        assertThat(ReturnTo.added("http://id/x", "/a")).isEqualTo("http://id/x?return_to=%2Fa");
    }
}
