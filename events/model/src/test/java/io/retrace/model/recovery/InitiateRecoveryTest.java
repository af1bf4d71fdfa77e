package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.accepted;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.minute;

import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.recovery.InitiateRecovery.Reply.AlreadyOpen;
import io.retrace.model.recovery.InitiateRecovery.Reply.Opened;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitiateRecoveryTest {

    @ParameterizedTest
    @EnumSource
    void a_flow_opens_for_its_lifetime_and_for_the_client_that_asked(FlowType type) {
        given().when(new InitiateRecovery(FLOW, type, URL, ALLOWANCE, minute(7)))
                .then(
                        new Opened(),
                        new RecoveryInitiated(
                                FLOW,
                                type,
                                "code",
                                URL,
                                minute(67),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                minute(7)));
    }

    @Test
    void an_id_in_use_opens_nothing() {
        given(initiated()).when(open()).then(new AlreadyOpen());
        given(initiated(), letter()).when(open()).then(new AlreadyOpen());
        given(initiated(), letter(), accepted(1)).when(open()).then(new AlreadyOpen());
    }

    private static InitiateRecovery open() {
        return new InitiateRecovery(FLOW, FlowType.API, URL, ALLOWANCE, minute(61));
    }
}
