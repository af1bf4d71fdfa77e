package io.retrace.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Given what has happened, when a command comes, then this follows. The flow opens in minute 0 and expires in minute
 * 30; a session of more than 20 minutes is too old.
 */
final class Given {

    static final SettingsId FLOW = new SettingsId(new UUID(0, 1));
    static final SettingsId NEXT = new SettingsId(new UUID(0, 2));
    static final IdentityId PERSON = new IdentityId(new UUID(0, 3));
    static final IdentityId SOMEBODY_ELSE = new IdentityId(new UUID(0, 4));
    static final Sealed URL = new Sealed("identity-3", "dXJs");
    static final Sealed NEXT_URL = new Sealed("identity-3", "bmV4dA");

    static final Policy POLICY = new Policy(
            Duration.ofMinutes(60),
            Duration.ofMinutes(15),
            5,
            3,
            Duration.ofMinutes(30),
            Duration.ofMinutes(20),
            Duration.ofHours(24),
            8,
            1_024,
            true,
            Optional.empty());

    private final Settings state;

    private Given(Settings state) {
        this.state = state;
    }

    static Given given(SettingsEvent... history) {
        return new Given(Settings.initial()).and(history);
    }

    Given and(SettingsEvent... history) {
        var next = state;
        for (var event : history) {
            next = Settings.evolve(next, event);
        }
        return new Given(next);
    }

    Given times(int count, SettingsEvent event) {
        var next = this;
        for (int i = 0; i < count; i++) {
            next = next.and(event);
        }
        return next;
    }

    Settings state() {
        return state;
    }

    When<InitiateSettings.Reply> when(InitiateSettings command) {
        return new When<>(InitiateSettings.decide(command, state, POLICY));
    }

    When<SettingsReply> when(SubmitPassword command) {
        return new When<>(SubmitPassword.decide(command, state, POLICY));
    }

    When<SettingsReply> when(RefuseSettings command) {
        return new When<>(RefuseSettings.decide(command, state, POLICY));
    }

    record When<R>(Decision<R> decision) {
        void then(R reply, Event... events) {
            assertThat(decision).isEqualTo(new Decision<>(List.of(events), reply));
        }
    }

    static Instant minute(int minutes) {
        return Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofMinutes(minutes));
    }

    static Instant justBefore(Instant at) {
        return at.minusNanos(1_000);
    }

    static SettingsInitiated initiated() {
        return initiated(FlowType.BROWSER);
    }

    static SettingsInitiated initiated(FlowType type) {
        return new SettingsInitiated(
                FLOW, PERSON, type, URL, minute(30), Optional.empty(), Optional.empty(), List.of(), minute(0));
    }

    static SettingsRefused refused() {
        return new SettingsRefused(FLOW, Refusal.MALFORMED, List.of(), minute(1));
    }

    static SettingsRefusalsSuppressed suppressed() {
        return new SettingsRefusalsSuppressed(FLOW, minute(2));
    }

    static SettingsCompleted completed() {
        return new SettingsCompleted(FLOW, PERSON, minute(3));
    }
}
