package io.retrace.model.settings;

import static io.retrace.model.settings.Given.FLOW;
import static io.retrace.model.settings.Given.PERSON;
import static io.retrace.model.settings.Given.URL;
import static io.retrace.model.settings.Given.completed;
import static io.retrace.model.settings.Given.given;
import static io.retrace.model.settings.Given.initiated;
import static io.retrace.model.settings.Given.minute;

import io.retrace.model.event.FlowType;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.settings.InitiateSettings.Reply.AlreadyOpen;
import io.retrace.model.settings.InitiateSettings.Reply.Opened;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitiateSettingsTest {

    @ParameterizedTest
    @EnumSource
    void a_flow_opens_for_its_lifetime_and_for_whoever_is_signed_in(FlowType type) {
        given().when(new InitiateSettings(FLOW, PERSON, type, URL, minute(7)))
                .then(
                        new Opened(),
                        new SettingsInitiated(
                                FLOW,
                                PERSON,
                                type,
                                URL,
                                minute(37),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                minute(7)));
    }

    @Test
    void an_id_in_use_opens_nothing() {
        var command = new InitiateSettings(FLOW, PERSON, FlowType.API, URL, minute(40));
        given(initiated()).when(command).then(new AlreadyOpen());
        given(initiated(), completed()).when(command).then(new AlreadyOpen());
    }
}
