package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.Samples.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    private static final UUID SOME = UUID.fromString("01234567-89ab-4def-8123-456789abcdef");
    private static final IdentityId PERSON = new IdentityId(UUID.fromString("00000000-0000-4000-8000-000000000004"));

    private static final Map<String, String> STREAM_OF_LIFECYCLE = Map.of(
            "recovery", "recovery-00000000-0000-4000-8000-000000000001",
            "identity", "identity-00000000-0000-4000-8000-000000000004",
            "session", "session-00000000-0000-4000-8000-000000000006",
            "settings", "settings-00000000-0000-4000-8000-000000000007",
            "letter", "letter-019ca947-0000-7000-8000-000000000001",
            "operation", "operation-2026-03-01");

    private static final Set<String> ABOUT_NOBODY_KNOWN = Set.of(
            "recovery.RecoveryInitiated",
            "recovery.CodeRejected",
            "recovery.LinkRejected",
            "recovery.RecoveryLocked",
            "recovery.RecoveryExpired",
            "recovery.RecoveryRefused",
            "recovery.RefusalsSuppressed",
            "recovery.RecoveryThrottled",
            "recovery.RecoveryReplaced",
            "settings.SettingsRefused",
            "settings.RefusalsSuppressed",
            "letter.LetterDelivered",
            "letter.LetterFailed",
            "operation.PolicyChanged",
            "operation.ProjectionRebuilt",
            "operation.KeyRotated",
            "operation.LogRestored",
            "operation.AccessTokenCreated",
            "operation.AccessTokenRevoked",
            "operation.AccessDenied",
            "operation.AuditRead",
            "operation.PersonalDataRevealed",
            "operation.ReplayRun");

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_belongs_to_the_stream_of_its_lifecycle(Sample sample) {
        var lifecycle = sample.file().substring(0, sample.file().indexOf('.'));
        var expected = STREAM_OF_LIFECYCLE.get(lifecycle);
        assertThat(sample.event().stream()).isEqualTo(expected);
        assertThat(envelope(sample).stream()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_says_whom_it_is_about(Sample sample) {
        var type = EventType.of(sample.event()).wireName();
        boolean toNobody = sample.event() instanceof RecoveryEmailRequested letter
                && letter.owner().isEmpty();
        assertThat(sample.event().identity())
                .isEqualTo(toNobody || ABOUT_NOBODY_KNOWN.contains(type) ? Optional.empty() : Optional.of(PERSON));
    }

    @Test
    void an_envelope_says_what_it_holds() {
        assertThat(envelope(Samples.all().getFirst()).type()).isEqualTo(EventType.RECOVERY_INITIATED);
    }

    @Test
    void a_lifecycle_has_the_types_of_its_events() {
        assertThat(EventType.in(LetterEvent.class))
                .containsExactlyInAnyOrder(EventType.LETTER_DELIVERED, EventType.LETTER_FAILED);
        assertThat(EventType.in(Event.class)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void a_flow_began_with_a_recovery_or_with_the_settings_of_somebody_signed_in() {
        var url = new Sealed("day-2026-03-01", "dXJs");

        assertThat(new Beginning("recovery-00000000-0000-4000-8000-000000000001", url).beganRecovery())
                .isTrue();
        assertThat(new Beginning("settings-00000000-0000-4000-8000-000000000007", url).beganRecovery())
                .isFalse();
    }

    @Test
    void what_a_node_decides_by_itself_comes_from_the_system() {
        assertThat(Origin.ofSystem("hash", "retrace"))
                .isEqualTo(new Origin(
                        "system",
                        Optional.empty(),
                        "none",
                        Optional.empty(),
                        "0".repeat(32),
                        "system",
                        Optional.empty(),
                        "hash",
                        "retrace"));
    }

    @Test
    void an_id_reads_as_its_bare_uuid() {
        assertThat(Stream.of(
                        new AddressId(SOME),
                        new EventId(SOME),
                        new IdentityId(SOME),
                        new LetterId(SOME),
                        new PasswordId(SOME),
                        new RecoveryId(SOME),
                        new SecretId(SOME),
                        new SessionId(SOME),
                        new SettingsId(SOME)))
                .allSatisfy(id -> assertThat(id).hasToString("01234567-89ab-4def-8123-456789abcdef"));
    }

    @Test
    void an_origin_may_become_part_of_another_story_or_a_consequence() {
        var agent = Optional.of(new Sealed("day-2026-03-01", "YWdlbnQ"));
        var address = Optional.of(new Sealed("day-2026-03-01", "c2VhbGVk"));
        var cause = new EventId(SOME);
        var origin = new Origin(
                "anonymous", address, "connection", agent, "trace", "recovery-1", Optional.empty(), "hash", "retrace");

        assertThat(origin.under("hash", "recovery-2"))
                .isEqualTo(new Origin(
                        "anonymous",
                        address,
                        "connection",
                        agent,
                        "trace",
                        "recovery-2",
                        Optional.empty(),
                        "hash",
                        "retrace"));
        assertThat(origin.causedBy(cause))
                .isEqualTo(new Origin(
                        "anonymous",
                        address,
                        "connection",
                        agent,
                        "trace",
                        "recovery-1",
                        Optional.of(cause),
                        "hash",
                        "retrace"));
    }

    private static EventEnvelope envelope(Sample sample) {
        return new EventEnvelope(
                sample.id(), 1, sample.sequence(), Samples.AT, sample.origin(), sample.spends(), sample.event());
    }
}
