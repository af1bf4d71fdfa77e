package io.retrace.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as people read them. */
class TimesTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T12:00:00Z, 0 seconds ago",
        "2026-01-10T11:59:59.750Z, 250 ms ago",
        "2026-01-10T11:59:59Z, 1 second ago",
        "2026-01-10T11:58:30Z, 1 minute ago",
        "2026-01-10T09:00:00Z, 3 hours ago",
        "2026-01-07T12:00:00Z, 3 days ago",
        "2025-10-10T12:00:00Z, 3 months ago",
        "2026-01-10T12:05:00Z, in 5 minutes"
    })
    void how_long_ago_something_was_is_said_in_one_unit(Instant at, String said) {
        assertThat(Times.ago(at, NOON)).isEqualTo(said);
    }
}
