package io.retrace.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retrace.command.axon.Contended.Count;
import io.retrace.command.axon.Contended.Open;
import io.retrace.command.identity.IdentityAggregate;
import io.retrace.command.session.SessionAggregate;
import io.retrace.log.AddressClaims;
import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventLog;
import io.retrace.log.LogUnavailable;
import io.retrace.log.TestLog;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.policy.Policy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final TestLog TEST = TestLog.create();
    private static final EventLog LOG = TEST.open(Clock.systemUTC());
    private static final AddressClaims CLAIMS =
            new AddressClaims(TEST.commandSide(), TEST.keys().ring("claim"));
    private static final Commands COMMANDS = Commands.start(
            LOG,
            Policy.kratos(),
            List.of(
                    new Lifecycle<>(LetterEvent.class, Contended.class, Contended::new),
                    new Lifecycle<>(SessionEvent.class, SessionAggregate.class, SessionAggregate::new),
                    new Lifecycle<>(IdentityEvent.class, IdentityAggregate.class, IdentityAggregate::new)));

    private final LetterId letter = new LetterId(UUID.randomUUID());
    private final Origin origin = new Origin(
            "operator",
            Optional.empty(),
            "none",
            Optional.empty(),
            "0af7651916cd43dd8448eb211c80319c",
            letter.stream(),
            Optional.empty(),
            "policy",
            "retrace-test");

    @AfterAll
    static void stop() {
        COMMANDS.close();
        LOG.close();
        TEST.close();
    }

    @Test
    void a_reply_is_given_once_the_events_are_in_the_log() {
        assertThat(count(new ArrayDeque<>())).isEqualTo(1);
        assertThat(count(new ArrayDeque<>())).isEqualTo(2);

        assertThat(LOG.readStream(letter.stream(), 0))
                .extracting(EventEnvelope::event)
                .containsExactly(Contended.counted(letter, 1), Contended.counted(letter, 2));
    }

    @Test
    void what_somebody_else_appended_meanwhile_is_loaded_and_decided_again() {
        count(new ArrayDeque<>());

        int reply = count(new ArrayDeque<>(List.of(() -> appendElsewhere(1), () -> appendElsewhere(2))));

        assertThat(reply).isEqualTo(4);
        assertThat(LOG.readStream(letter.stream(), 0))
                .extracting(EventEnvelope::event)
                .containsExactly(
                        Contended.counted(letter, 1),
                        Contended.counted(letter, 2),
                        Contended.counted(letter, 3),
                        Contended.counted(letter, 4));
    }

    @Test
    void a_stream_that_somebody_else_opened_meanwhile_is_decided_again() {
        assertThat(count(new ArrayDeque<>(List.of(() -> appendElsewhere(0))))).isEqualTo(2);
    }

    @Test
    void after_three_conflicts_nothing_of_ours_is_in_the_log() {
        Queue<Runnable> meddling =
                new ArrayDeque<>(List.of(() -> appendElsewhere(0), () -> appendElsewhere(1), () -> appendElsewhere(2)));

        assertThatExceptionOfType(LogUnavailable.class).isThrownBy(() -> count(meddling));

        assertThat(LOG.readStream(letter.stream(), 0)).hasSize(3);
    }

    @Test
    void an_address_that_is_taken_leaves_nothing_in_the_log() {
        var owner = new IdentityId(UUID.randomUUID());
        create(owner, "jane@example.org");
        var late = new IdentityId(UUID.randomUUID());

        assertThatExceptionOfType(AddressTakenException.class).isThrownBy(() -> create(late, "jane@example.org"));

        assertThat(LOG.readStream(late.stream(), 0)).isEmpty();
        assertThat(CLAIMS.find("jane@example.org").orElseThrow().identityId()).isEqualTo(owner);
        create(late, "joe@example.org");
        assertThat(CLAIMS.find("joe@example.org").orElseThrow().identityId()).isEqualTo(late);
    }

    @Test
    void the_first_event_has_the_cause_of_the_command_and_the_others_have_the_first() {
        var id = new IdentityId(UUID.randomUUID());
        create(id, "cause@example.org");

        var events = LOG.readStream(id.stream(), 0);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).origin()).isEqualTo(origin);
        assertThat(events.get(1).origin())
                .isEqualTo(origin.causedBy(events.get(0).id()));
        assertThat(events.get(1).position()).isEqualTo(events.get(0).position() + 1);
    }

    @Test
    void streams_that_are_opened_by_a_command_or_beside_it_do_not_wait_for_each_other() {
        var others = new CyclicBarrier(2);

        var first = CompletableFuture.supplyAsync(() -> open(others), Thread::startVirtualThread);
        var second = CompletableFuture.supplyAsync(() -> open(others), Thread::startVirtualThread);

        assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void axon_starts_nothing_that_asks_its_makers_for_updates() {
        count(new ArrayDeque<>());

        // its update checker waits in a scheduled pool whose threads have the JDK's default names
        assertThat(Thread.getAllStackTraces().entrySet())
                .noneMatch(entry -> entry.getKey().getName().matches("pool-\\d+-thread-\\d+")
                        && Stream.of(entry.getValue())
                                .anyMatch(frame -> frame.getClassName().contains("DelayedWorkQueue")));
        assertThat(System.getProperty("disable-axoniq-console-message")).isEqualTo("true");
    }

    @Test
    void snapshots_and_tracking_are_not_axons_business() {
        var engine = new LogStorageEngine(LOG);

        assertThat(engine.readSnapshot(letter.stream())).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(engine::createTailToken);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(engine::createHeadToken);
    }

    private int count(Queue<Runnable> meanwhile) {
        return COMMANDS.send(letter.stream(), new Count(letter, meanwhile), origin, Integer.class);
    }

    private boolean open(CyclicBarrier others) {
        var id = new LetterId(UUID.randomUUID());
        var session = new SessionIssued(
                new SessionId(UUID.randomUUID()),
                new IdentityId(UUID.randomUUID()),
                new SecretMac(1, "bWFj"),
                SessionEvent.Method.CODE_RECOVERY,
                new RecoveryId(UUID.randomUUID()),
                Contended.NOON,
                Contended.NOON);
        return COMMANDS.send(id.stream(), new Open(id, session, others), origin, Boolean.class);
    }

    private void appendElsewhere(long sequence) {
        var event = Contended.counted(letter, (int) sequence + 1);
        var append =
                new Append(List.of(new NewEvent(new EventId(UUID.randomUUID()), sequence, origin, event)), List.of());
        assertThat(LOG.append(append)).isInstanceOf(Appended.Committed.class);
    }

    private void create(IdentityId id, String address) {
        var addressId = new AddressId(UUID.randomUUID());
        var closed = new Sealed(id.stream(), "c2VhbGVk");
        var command = new CreateIdentity(
                id,
                "person",
                true,
                closed,
                Optional.empty(),
                false,
                List.of(new NewAddress(addressId, Via.EMAIL, Set.of(Purpose.RECOVERY), closed)),
                Optional.empty(),
                Contended.NOON);
        var claimed = CLAIMS.claim(address, id, addressId);
        COMMANDS.send(id.stream(), command, origin, claimed, CreateIdentity.Reply.class);
    }
}
