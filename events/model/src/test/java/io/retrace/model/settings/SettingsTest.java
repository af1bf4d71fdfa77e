package io.retrace.model.settings;

import static io.retrace.model.settings.Given.FLOW;
import static io.retrace.model.settings.Given.NEXT_URL;
import static io.retrace.model.settings.Given.PERSON;
import static io.retrace.model.settings.Given.URL;
import static io.retrace.model.settings.Given.completed;
import static io.retrace.model.settings.Given.given;
import static io.retrace.model.settings.Given.initiated;
import static io.retrace.model.settings.Given.minute;
import static io.retrace.model.settings.Given.refused;
import static io.retrace.model.settings.Given.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Beginning BEGINNING = new Beginning(FLOW.stream(), URL);

    @Test
    void nothing_leaves_it_unknown() {
        assertThat(given().state()).isEqualTo(new Settings.Unknown());
    }

    @Test
    void an_opened_flow_is_open() {
        assertThat(given(initiated(FlowType.API)).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.API, minute(30), BEGINNING, 0, false));
    }

    @Test
    void it_leads_to_where_what_began_it_was_to_lead() {
        var first = new Beginning("recovery-1", NEXT_URL);
        var opened = new SettingsInitiated(
                FLOW,
                PERSON,
                FlowType.API,
                URL,
                minute(30),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(first),
                minute(0));

        assertThat(given(opened).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.API, minute(30), first, 0, false));
    }

    @Test
    void refusals_are_counted_and_their_suppression_is_noted() {
        assertThat(given(initiated(), refused(), refused()).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.BROWSER, minute(30), BEGINNING, 2, false));
        assertThat(given(initiated(), refused(), suppressed()).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.BROWSER, minute(30), BEGINNING, 1, true));
        assertThat(given(initiated(), suppressed(), refused()).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.BROWSER, minute(30), BEGINNING, 1, true));
    }

    @Test
    void a_saved_flow_stays_open() {
        assertThat(given(initiated(), refused(), completed()).state())
                .isEqualTo(new Settings.Open(FLOW, PERSON, FlowType.BROWSER, minute(30), BEGINNING, 1, false));
    }

    @Test
    void an_event_of_a_flow_that_was_never_opened_changes_nothing() {
        assertThat(given(refused(), suppressed(), completed()).state()).isEqualTo(new Settings.Unknown());
    }
}
