package io.retrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.Samples;
import io.retrace.model.event.Samples.Sample;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What must hold whatever people do in whatever order. Each run takes other histories; a failure names the seed of its
 * history, and {@code -Dretrace.seed=<seed>} plays that one first.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = 2_000;
    private static final int STEPS_MAX = 60;
    private static final long SEED = Long.getLong("retrace.seed", new Random().nextLong());

    private final EventCodec codec = new EventCodec();

    @BeforeAll
    static void print_the_seed() {
        System.out.println("retrace.seed=" + SEED);
    }

    @Test
    void nothing_opens_without_the_right_code_and_nothing_grows_for_ever() {
        int sessions = 0;
        int locks = 0;
        int expiries = 0;
        for (int i = 0; i < HISTORIES; i++) {
            var world = new World(SEED + i, random(SEED + i));
            world.live(STEPS_MAX);
            sessions += world.sessions();
            locks += world.count(RecoveryEvent.RecoveryLocked.class);
            expiries += world.count(RecoveryEvent.RecoveryExpired.class);
        }
        assertThat(sessions)
                .as("histories that never succeed prove nothing, seed %s", SEED)
                .isGreaterThan(200);
        assertThat(locks)
                .as("histories that never lock prove nothing, seed %s", SEED)
                .isGreaterThan(200);
        assertThat(expiries)
                .as("histories that never expire prove nothing, seed %s", SEED)
                .isGreaterThan(200);
    }

    @Test
    void every_event_of_a_history_survives_the_log_and_kafka() {
        var origin = Samples.all().getFirst().origin();
        var id = Samples.all().getFirst().id();
        var recordedAt = Instant.parse("2026-03-01T12:00:00.000001Z");
        for (int i = 0; i < HISTORIES / 20; i++) {
            var world = new World(SEED + i, random(SEED + i));
            world.live(STEPS_MAX);
            for (var event : world.events()) {
                byte[] body = codec.body(id, 3, origin, List.of(), event);
                var read = codec.read(42, recordedAt, body);
                assertThat(read.event()).as("seed %s", SEED + i).isEqualTo(event);
                assertThat(codec.body(id, 3, origin, List.of(), read.event()))
                        .as("seed %s", SEED + i)
                        .isEqualTo(body);
                assertThat(codec.read(codec.whole(read)))
                        .as("seed %s", SEED + i)
                        .isEqualTo(read);
            }
        }
    }

    @Test
    void any_event_can_follow_any_other() {
        for (int i = 0; i < HISTORIES; i++) {
            fold(shuffled(SEED + i));
        }
    }

    private static List<Event> shuffled(long seed) {
        var random = random(seed);
        var events = new ArrayList<Event>();
        for (var sample : Samples.all()) {
            events.addAll(List.of(sample.event(), sample.event()));
        }
        Collections.shuffle(events, Random.from(random));
        return events.subList(0, random.nextInt(1, events.size() + 1));
    }

    /** Folds the events into everything that can be folded; that nothing throws is the whole point. */
    private static void fold(List<Event> events) {
        var recovery = Recovery.initial();
        var identity = Identity.initial();
        var session = Session.initial();
        var settings = Settings.initial();
        var recoveryDocument = RecoveryDocument.of(first(RecoveryInitiated.class));
        var settingsDocument = SettingsDocument.of(first(SettingsInitiated.class));
        for (var event : events) {
            switch (event) {
                case RecoveryEvent e -> {
                    recovery = Recovery.evolve(recovery, e);
                    recoveryDocument = recoveryDocument.after(e);
                }
                case IdentityEvent e -> identity = Identity.evolve(identity, e);
                case SessionEvent e -> session = Session.evolve(session, e);
                case SettingsEvent e -> {
                    settings = Settings.evolve(settings, e);
                    settingsDocument = settingsDocument.after(e);
                }
                default -> {}
            }
        }
        assertThat(List.of(recovery, identity, session, settings, recoveryDocument, settingsDocument))
                .doesNotContainNull();
    }

    private static <T extends Event> T first(Class<T> type) {
        return Samples.all().stream()
                .map(Sample::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
