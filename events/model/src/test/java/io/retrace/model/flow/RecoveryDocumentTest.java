package io.retrace.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.RecoveryDocument.State;
import io.retrace.model.policy.RecoveryMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryDocumentTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final RecoveryId FLOW = new RecoveryId(new UUID(0, 1));
    private static final RecoveryId OTHER = new RecoveryId(new UUID(0, 2));
    private static final IdentityId OWNER = new IdentityId(new UUID(0, 3));
    private static final SecretId SECRET = new SecretId(new UUID(0, 4));
    private static final Sealed URL = new Sealed("day-2026-03-01", "dXJs");
    private static final Sealed TYPED = new Sealed("day-2026-03-01", "dHlwZWQ");
    private static final Sealed RETYPED = new Sealed("day-2026-03-01", "cmV0eXBlZA");
    private static final Notice GREETING = notice(4060005);
    private static final Notice CODE_SENT = notice(1060003);
    private static final Notice CODE_INVALID = notice(4060006);
    private static final Notice NO_STRATEGY = notice(4010005);

    @ParameterizedTest
    @EnumSource
    void an_opened_flow_lets_choose_a_method(FlowType type) {
        var opened = new RecoveryInitiated(
                FLOW, type, "code", URL, ONE, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), NOON);
        assertThat(RecoveryDocument.of(opened))
                .isEqualTo(new RecoveryDocument(
                        FLOW,
                        type,
                        NOON,
                        ONE,
                        URL,
                        "code",
                        State.CHOOSE_METHOD,
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_replacement_says_why_it_is_there_and_shows_its_token() {
        assertThat(replacement()).isEqualTo(document(State.CHOOSE_METHOD, Optional.empty(), true, GREETING));
    }

    @Test
    void a_second_opening_starts_the_document_again() {
        assertThat(after(letter(TYPED)).after(initiated()))
                .isEqualTo(document(State.CHOOSE_METHOD, Optional.empty(), false));
    }

    @Test
    void a_letter_is_said_to_be_on_its_way_to_what_was_typed() {
        assertThat(after(letter(TYPED))).isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, CODE_SENT));
    }

    @Test
    void a_letter_with_a_link_makes_it_a_flow_of_links() {
        var document = after(letter(TYPED, RecoveryMethod.LINK));

        assertThat(document.notices()).containsExactly(notice(1060002));
        assertThat(document.method()).isEqualTo(RecoveryMethod.LINK);
        assertThat(after(letter(TYPED)).method()).isEqualTo(RecoveryMethod.CODE);
    }

    @Test
    void a_link_that_was_followed_passes_the_challenge_in_the_browser_that_followed_it() {
        var browser = new SecretMac(2, "YnJvd3Nlcg");
        var redeemed = new LinkRedeemed(FLOW, SECRET, OWNER, Optional.of(browser), LATER);
        var document = after(letter(TYPED, RecoveryMethod.LINK), redeemed);

        assertThat(document.state()).isEqualTo(State.PASSED_CHALLENGE);
        assertThat(document.notices()).isEmpty();
        assertThat(document.browser()).contains(browser);
    }

    @Test
    void there_is_none_before_the_flow_was_opened() {
        assertThat(RecoveryDocument.evolve(Optional.empty(), letter(TYPED))).isEmpty();
        assertThat(RecoveryDocument.evolve(Optional.empty(), initiated())).contains(after());
        assertThat(RecoveryDocument.evolve(Optional.of(after()), letter(TYPED))).contains(after(letter(TYPED)));
    }

    @Test
    void another_letter_goes_to_what_was_typed_last() {
        assertThat(after(letter(TYPED), rejected(), letter(RETYPED)))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(RETYPED), false, CODE_SENT));
    }

    @Test
    void the_token_of_a_replacement_is_hidden_once_a_letter_was_asked_for() {
        assertThat(replacement().after(letter(TYPED)))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, CODE_SENT));
    }

    @Test
    void the_token_of_a_replacement_stays_while_a_method_is_to_be_chosen() {
        assertThat(replacement().after(refused(NO_STRATEGY)))
                .isEqualTo(document(State.CHOOSE_METHOD, Optional.empty(), true, NO_STRATEGY));
    }

    @Test
    void a_rejected_code_is_said_to_be_invalid_and_the_flow_stays_where_it_stands() {
        assertThat(after(rejected())).isEqualTo(document(State.CHOOSE_METHOD, Optional.empty(), false, CODE_INVALID));
        assertThat(after(letter(TYPED), rejected(), rejected()))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, CODE_INVALID));
        assertThat(after(letter(TYPED), accepted(), rejected()))
                .isEqualTo(document(State.PASSED_CHALLENGE, Optional.of(TYPED), false, CODE_INVALID));
    }

    @Test
    void an_accepted_code_passes_the_challenge_without_a_word() {
        assertThat(after(letter(TYPED), accepted()))
                .isEqualTo(document(State.PASSED_CHALLENGE, Optional.of(TYPED), false));
    }

    @Test
    void a_refusal_takes_the_place_of_what_was_said() {
        assertThat(after(letter(TYPED), refused(NO_STRATEGY)))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, NO_STRATEGY));
    }

    @Test
    void a_silent_refusal_leaves_the_flow_as_it_was() {
        assertThat(after(letter(TYPED), refused()))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, CODE_SENT));
    }

    static List<RecoveryEvent> behindTheScenes() {
        return List.of(
                new LinkRejected(FLOW, LinkRejection.NO_MATCH, Optional.empty(), LATER),
                new RecoveryLocked(FLOW, LATER),
                new RecoveryExpired(FLOW, LATER),
                new RefusalsSuppressed(FLOW, LATER),
                new RecoveryReplaced(FLOW, OTHER, Replacement.TOO_OFTEN, LATER),
                new RecoveryCompleted(
                        FLOW,
                        OWNER,
                        new SessionId(new UUID(0, 5)),
                        Optional.of(new SettingsId(new UUID(0, 6))),
                        LATER));
    }

    @ParameterizedTest
    @MethodSource("behindTheScenes")
    void what_happens_behind_the_scenes_is_not_seen(RecoveryEvent event) {
        assertThat(after(letter(TYPED), event))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, CODE_SENT));
    }

    @Test
    void an_answer_may_say_something_else() {
        assertThat(after(letter(TYPED)).saying(List.of(NO_STRATEGY, CODE_INVALID)))
                .isEqualTo(document(State.SENT_EMAIL, Optional.of(TYPED), false, NO_STRATEGY, CODE_INVALID));
    }

    @Test
    void its_notices_cannot_be_changed_from_outside() {
        var notices = new ArrayList<>(List.of(GREETING));
        var document = after().saying(notices);
        notices.clear();
        assertThat(document.notices()).containsExactly(GREETING);
    }

    private static RecoveryDocument after(RecoveryEvent... events) {
        var document = RecoveryDocument.of(initiated());
        for (var event : events) {
            document = document.after(event);
        }
        return document;
    }

    private static RecoveryInitiated initiated() {
        return new RecoveryInitiated(
                FLOW,
                FlowType.API,
                "code",
                URL,
                ONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                NOON);
    }

    private static RecoveryDocument replacement() {
        return RecoveryDocument.of(new RecoveryInitiated(
                FLOW,
                FlowType.API,
                "code",
                URL,
                ONE,
                Optional.of(OTHER),
                List.of(GREETING),
                Optional.empty(),
                Optional.empty(),
                NOON));
    }

    private static RecoveryEmailRequested letter(Sealed address) {
        return letter(address, RecoveryMethod.CODE);
    }

    private static RecoveryEmailRequested letter(Sealed address, RecoveryMethod method) {
        return new RecoveryEmailRequested(
                FLOW,
                1,
                SECRET,
                new SecretMac(1, "bWFj"),
                ONE,
                Optional.of(OWNER),
                Optional.of(new AddressId(new UUID(0, 7))),
                address,
                new SealedLetter("courier-2026-03-01", "bGV0dGVy"),
                Optional.empty(),
                Optional.of(method).filter(m -> m != RecoveryMethod.CODE),
                Optional.empty(),
                LATER);
    }

    private static CodeRejected rejected() {
        return new CodeRejected(FLOW, CodeRejection.NO_MATCH, 1, LATER);
    }

    private static CodeAccepted accepted() {
        return new CodeAccepted(FLOW, SECRET, OWNER, 1, Optional.empty(), Optional.empty(), LATER);
    }

    private static RecoveryRefused refused(Notice... notices) {
        return new RecoveryRefused(FLOW, Refusal.NO_STRATEGY, List.of(notices), LATER);
    }

    private static RecoveryDocument document(
            State state, Optional<Sealed> address, boolean csrfShown, Notice... notices) {
        return new RecoveryDocument(
                FLOW,
                FlowType.API,
                NOON,
                ONE,
                URL,
                "code",
                state,
                address,
                csrfShown,
                List.of(notices),
                Optional.empty(),
                Optional.empty());
    }

    private static Notice notice(int id) {
        return new Notice(id, "", Optional.empty(), Optional.empty(), List.of());
    }
}
