package io.retrace.model.recovery;

import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.POLICY;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.SESSION;
import static io.retrace.model.recovery.History.SETTINGS;
import static io.retrace.model.recovery.History.SETTINGS_URL;
import static io.retrace.model.recovery.History.TOKEN;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.Beginning.Shortcut;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.SubmitCode.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose browser a flow is of, and where it leads. */
class BrowserFlowTest {

    private static final SecretMac FIRST = new SecretMac(1, "Zmlyc3Q");
    private static final SecretMac FIRST_BY_ANOTHER_KEY = new SecretMac(2, "b3RoZXI");
    private static final SecretMac FRESH = new SecretMac(1, "ZnJlc2g");
    private static final Beginning BEGINNING = new Beginning(FLOW.stream(), URL);
    private static final Beginning SKIPPING = new Beginning(FLOW.stream(), URL, Optional.of(Shortcut.SKIP_SETTINGS));

    private final RecoveryInitiated opened = only(
            RecoveryInitiated.class,
            InitiateRecovery.decide(
                            new InitiateRecovery(
                                    FLOW,
                                    FlowType.BROWSER,
                                    URL,
                                    Optional.of(FIRST),
                                    Optional.empty(),
                                    ALLOWANCE,
                                    minute(0)),
                            Recovery.initial(),
                            POLICY)
                    .events());

    @Test
    void a_flow_is_of_the_browser_that_opened_it() {
        var flow = flow(opened);

        assertThat(flow.isOf(List.of(FIRST_BY_ANOTHER_KEY, FIRST))).isTrue();
        assertThat(flow.isOf(List.of(FRESH))).isFalse();
        assertThat(flow.isOf(List.of())).isFalse();
    }

    @Test
    void a_native_flow_is_of_no_browser() {
        assertThat(flow(History.initiated()).isOf(List.of(FIRST))).isFalse();
    }

    @Test
    void the_right_code_hands_it_to_the_browsers_new_cookie() {
        var events = SubmitCode.decide(rightCode(), state(opened, letter()), owner(), POLICY)
                .events();

        var accepted = only(CodeAccepted.class, events);
        assertThat(accepted)
                .isEqualTo(new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.of(FRESH), Optional.empty(), minute(6)));
        var flow = flow(opened, letter(), accepted);
        assertThat(flow.isOf(List.of(FRESH))).isTrue();
        assertThat(flow.isOf(List.of(FIRST))).isFalse();
        assertThat(document(opened, letter(), accepted).browser()).contains(FRESH);
        assertThat(only(SettingsInitiated.class, events).beginning()).contains(BEGINNING);
    }

    @Test
    void of_a_native_client_no_cookie_is_kept() {
        var events = SubmitCode.decide(rightCode(), state(History.initiated(), letter()), owner(), POLICY)
                .events();

        assertThat(only(CodeAccepted.class, events).browser()).isEmpty();
    }

    @Test
    void what_takes_its_place_is_of_the_fresh_cookie_and_leads_where_it_led() {
        var passed = new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.of(FIRST), Optional.empty(), minute(6));
        var next = replacement(state(opened, letter(), passed), minute(7));

        assertThat(next.browser()).contains(FRESH);
        assertThat(next.requestUrl()).isEqualTo(NEXT_URL);
        assertThat(next.beginning()).contains(BEGINNING);
        assertThat(RecoveryDocument.of(next).urlStream()).isEqualTo(NEXT.stream());
        assertThat(RecoveryDocument.of(next).csrfShown()).isTrue();
    }

    @Test
    @Tag("difference-D22")
    void what_takes_an_expired_ones_place_is_of_the_cookie_that_the_browser_has_and_shows_the_first_url() {
        var next = replacement(state(opened, letter()), minute(60));

        assertThat(next.browser()).contains(FIRST);
        assertThat(next.requestUrl()).isEqualTo(URL);
        assertThat(RecoveryDocument.of(next).urlStream()).isEqualTo(FLOW.stream());
        assertThat(RecoveryDocument.of(next).csrfShown()).isFalse();
    }

    @Test
    void where_it_leads_is_handed_down_again_and_again() {
        var second = replacement(state(opened, letter()), minute(60));
        var third = replacement(Recovery.evolve(Recovery.initial(), second), minute(200));

        assertThat(third.beginning()).contains(BEGINNING);
        assertThat(third.requestUrl()).isEqualTo(URL);
    }

    @Test
    void a_browser_that_posts_to_a_native_flow_gets_one_of_its_own() {
        var guard = new RefuseRecovery(FLOW, Refusal.ORIGIN_HEADER, List.of(), substitute(), ALLOWANCE, minute(1));

        var next = only(
                RecoveryInitiated.class,
                RefuseRecovery.decide(guard, state(History.initiated()), POLICY).events());

        assertThat(next.flowType()).isEqualTo(FlowType.BROWSER);
        assertThat(next.browser()).contains(FRESH);
    }

    @Test
    void an_expired_native_flows_successor_is_of_no_browser() {
        var next = replacement(state(History.initiated()), minute(60));

        assertThat(next.flowType()).isEqualTo(FlowType.API);
        assertThat(next.browser()).isEmpty();
    }

    @Test
    void who_skips_the_settings_gets_a_session_and_no_settings_flow() {
        var events = SubmitCode.decide(rightCode(), state(skipping(), letter()), owner(), POLICY);

        assertThat(events.reply()).isEqualTo(new Reply.Completed(OWNER, SESSION, Optional.empty()));
        assertThat(events.events()).noneMatch(SettingsInitiated.class::isInstance);
        assertThat(only(SessionIssued.class, events.events()).sessionId()).isEqualTo(SESSION);
        assertThat(only(RecoveryCompleted.class, events.events()))
                .isEqualTo(new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.empty(), minute(6)));
    }

    @Test
    void the_choice_is_on_record_from_the_beginning_and_handed_down() {
        var next = replacement(state(skipping(), letter()), minute(60));

        assertThat(skipping().beginning()).contains(SKIPPING);
        assertThat(RecoveryDocument.of(skipping()).urlStream()).isEqualTo(FLOW.stream());
        assertThat(RecoveryDocument.of(skipping()).csrfShown()).isFalse();
        assertThat(next.beginning()).contains(SKIPPING);
        assertThat(opened.beginning()).isEmpty();
    }

    private static RecoveryInitiated skipping() {
        var command = new InitiateRecovery(
                FLOW,
                FlowType.BROWSER,
                URL,
                Optional.of(FIRST),
                Optional.of(Shortcut.SKIP_SETTINGS),
                ALLOWANCE,
                minute(0));
        return only(
                RecoveryInitiated.class,
                InitiateRecovery.decide(command, Recovery.initial(), POLICY).events());
    }

    private static SubmitCode rightCode() {
        var outcome = new Outcome(SESSION, TOKEN, SETTINGS, SETTINGS_URL, Optional.of(FRESH), Optional.empty());
        return new SubmitCode(FLOW, Optional.of(SECRET), substitute(), outcome, ALLOWANCE, minute(6));
    }

    private static Substitute substitute() {
        return new Substitute(NEXT, NEXT_URL, Optional.of(FIRST), Optional.of(FRESH), false);
    }

    private static RecoveryInitiated replacement(Recovery state, Instant at) {
        var outcome = new Outcome(SESSION, TOKEN, SETTINGS, SETTINGS_URL, Optional.of(FRESH), Optional.empty());
        var command = new SubmitCode(FLOW, Optional.of(SECRET), substitute(), outcome, ALLOWANCE, at);
        return only(
                RecoveryInitiated.class,
                SubmitCode.decide(command, state, owner(), POLICY).events());
    }

    private static Flow flow(RecoveryEvent... events) {
        return ((Known) state(events)).flow();
    }

    private static Recovery state(RecoveryEvent... events) {
        var state = Recovery.initial();
        for (var event : events) {
            state = Recovery.evolve(state, event);
        }
        return state;
    }

    private static RecoveryDocument document(RecoveryEvent... events) {
        var document = Optional.<RecoveryDocument>empty();
        for (var event : events) {
            document = RecoveryDocument.evolve(document, event);
        }
        return document.orElseThrow();
    }

    private static <E extends Event> E only(Class<E> type, List<Event> events) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, _) -> {
                    throw new AssertionError("more than one " + type.getSimpleName());
                })
                .orElseThrow();
    }
}
