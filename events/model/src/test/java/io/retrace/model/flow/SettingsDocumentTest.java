package io.retrace.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.SettingsDocument.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsDocumentTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final SettingsId FLOW = new SettingsId(new UUID(0, 1));
    private static final IdentityId PERSON = new IdentityId(new UUID(0, 2));
    private static final Sealed URL = new Sealed("identity-2", "dXJs");
    private static final Notice RECOVERED = notice(1060001, "");
    private static final Notice SAVED = notice(1050001, "");
    private static final Sealed TYPED = new Sealed("identity-2", "dHlwZWQ");
    private static final Notice MISTAKE = notice(4010004, "");
    private static final Notice SIMILAR = notice(4000031, "password");

    @ParameterizedTest
    @EnumSource
    void an_opened_flow_shows_its_form(FlowType type) {
        var opened = new SettingsInitiated(
                FLOW, PERSON, type, URL, ONE, Optional.empty(), Optional.empty(), List.of(), NOON);
        assertThat(SettingsDocument.of(opened))
                .isEqualTo(new SettingsDocument(
                        FLOW,
                        PERSON,
                        type,
                        NOON,
                        ONE,
                        URL,
                        State.SHOW_FORM,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_flow_that_a_recovery_opened_says_so() {
        assertThat(after()).isEqualTo(document(State.SHOW_FORM, RECOVERED));
    }

    @Test
    void a_refusal_takes_the_place_of_what_was_said() {
        assertThat(after(refused(SIMILAR))).isEqualTo(document(State.SHOW_FORM, SIMILAR));
    }

    @Test
    void a_silent_refusal_and_suppression_leave_the_flow_as_it_was() {
        assertThat(after(refused())).isEqualTo(document(State.SHOW_FORM, RECOVERED));
        assertThat(after(new SettingsRefusalsSuppressed(FLOW, LATER))).isEqualTo(document(State.SHOW_FORM, RECOVERED));
    }

    @Test
    void a_saved_change_is_said_to_be_saved() {
        assertThat(after(refused(SIMILAR), completed())).isEqualTo(document(State.SUCCESS, SAVED));
    }

    @Test
    void a_later_refusal_leaves_the_state_at_success() {
        assertThat(after(completed(), refused(SIMILAR))).isEqualTo(document(State.SUCCESS, SIMILAR));
    }

    @Test
    void what_is_wrong_with_traits_is_said_beside_what_was_good_and_shown_with_what_was_typed() {
        var missing = Notice.missing("traits.email");
        var shown = after(refused(MISTAKE), traitsRefused(missing), traitsRefused(missing));

        assertThat(shown.notices()).containsExactly(missing);
        assertThat(shown.typed()).contains(TYPED);
        assertThat(after(traitsRefused(missing), traitsRefused(missing)).notices())
                .containsExactly(RECOVERED, missing);
        assertThat(after(traitsRefused(missing), refused(SIMILAR))).isEqualTo(document(State.SHOW_FORM, SIMILAR));
        assertThat(after(traitsRefused(missing), completed())).isEqualTo(document(State.SUCCESS, SAVED));
        assertThat(after(traitsRefused(missing), refused()).typed()).contains(TYPED);
    }

    @Test
    void there_is_none_before_the_flow_was_opened() {
        assertThat(SettingsDocument.evolve(Optional.empty(), completed())).isEmpty();
        assertThat(SettingsDocument.evolve(Optional.empty(), initiated())).contains(after());
        assertThat(SettingsDocument.evolve(Optional.of(after()), completed())).contains(after(completed()));
    }

    @Test
    void a_second_opening_starts_the_document_again() {
        assertThat(after(completed(), initiated())).isEqualTo(document(State.SHOW_FORM, RECOVERED));
    }

    @Test
    void an_answer_may_say_something_else() {
        assertThat(after(completed()).saying(List.of(SIMILAR))).isEqualTo(document(State.SUCCESS, SIMILAR));
    }

    @Test
    void its_notices_cannot_be_changed_from_outside() {
        var notices = new ArrayList<>(List.of(SIMILAR));
        var document = after().saying(notices);
        notices.clear();
        assertThat(document.notices()).containsExactly(SIMILAR);
    }

    private static SettingsDocument after(SettingsEvent... events) {
        var document = SettingsDocument.of(initiated());
        for (var event : events) {
            document = document.after(event);
        }
        return document;
    }

    private static SettingsInitiated initiated() {
        return new SettingsInitiated(
                FLOW,
                PERSON,
                FlowType.API,
                URL,
                ONE,
                Optional.of(new RecoveryId(new UUID(0, 3))),
                Optional.empty(),
                List.of(RECOVERED),
                NOON);
    }

    private static SettingsRefused refused(Notice... notices) {
        return new SettingsRefused(FLOW, Refusal.PASSWORD_REFUSED, List.of(notices), LATER);
    }

    private static SettingsRefused traitsRefused(Notice... notices) {
        return new SettingsRefused(FLOW, Refusal.TRAITS_REFUSED, List.of(notices), Optional.of(TYPED), LATER);
    }

    private static SettingsCompleted completed() {
        return new SettingsCompleted(FLOW, PERSON, LATER);
    }

    private static SettingsDocument document(State state, Notice... notices) {
        return new SettingsDocument(
                FLOW,
                PERSON,
                FlowType.API,
                NOON,
                ONE,
                URL,
                state,
                List.of(notices),
                Optional.empty(),
                Optional.empty());
    }

    private static Notice notice(int id, String field) {
        return new Notice(id, field, Optional.empty(), Optional.empty(), List.of());
    }
}
