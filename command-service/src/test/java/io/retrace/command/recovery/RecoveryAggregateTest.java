package io.retrace.command.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.axon.Commands;
import io.retrace.command.axon.Lifecycle;
import io.retrace.command.identity.IdentityAggregate;
import io.retrace.command.session.SessionAggregate;
import io.retrace.command.settings.SettingsAggregate;
import io.retrace.log.EventLog;
import io.retrace.log.LogUnavailable;
import io.retrace.log.TestLog;
import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recovery through Axon, on a real log, with two nodes that decide about the same flows. */
class RecoveryAggregateTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SecretMac RIGHT = new SecretMac(1, "cmlnaHQ");
    private static final SecretMac BROWSER = new SecretMac(1, "YnJvd3Nlcg");
    private static final SecretMac OTHER_BROWSER = new SecretMac(1, "b3RoZXI");
    private static final SecretMac WRONG = new SecretMac(1, "d3Jvbmc");
    private static final Sealed CLOSED = new Sealed("day-2026-11-22", "c2VhbGVk");

    private static final Allowance ALLOWANCE = Allowance.of(new BudgetKey("network-1"));
    private static final IdentityId DECOY = new IdentityId(UUID.randomUUID());

    private static final TestLog TEST = TestLog.create();
    private static final EventLog LOG = TEST.open(Clock.systemUTC());
    private static final EventLog OTHER_LOG = TEST.open(Clock.systemUTC());
    private static final Commands NODE = node(LOG);
    private static final Commands OTHER_NODE = node(OTHER_LOG);

    private final RecoveryId flow = new RecoveryId(UUID.randomUUID());
    private List<SecretMac> shown = List.of();
    private final IdentityId owner = new IdentityId(UUID.randomUUID());
    private final AddressId address = new AddressId(UUID.randomUUID());

    @AfterAll
    static void stop() {
        NODE.close();
        OTHER_NODE.close();
        LOG.close();
        OTHER_LOG.close();
        TEST.close();
    }

    @Test
    void the_right_code_opens_session_and_settings_in_one_append() {
        codeSent();

        var answer = guess(NODE, RIGHT);

        assertThat(answer.reply()).isInstanceOf(RecoveryAnswer.CodeSubmitted.class);
        var events = story();
        assertThat(events.stream()
                        .map(EventEnvelope::event)
                        .map(Object::getClass)
                        .toList()
                        .toString())
                .isEqualTo(List.of(
                                CodeAccepted.class,
                                AddressVerified.class,
                                SessionIssued.class,
                                SettingsInitiated.class,
                                RecoveryCompleted.class)
                        .toString());
        long first = events.getFirst().position();
        assertThat(events)
                .extracting(EventEnvelope::position)
                .containsExactly(first, first + 1, first + 2, first + 3, first + 4);
        assertThat(events)
                .extracting(EventEnvelope::sequence)
                .as("each continues its own stream")
                .containsExactly(2L, 2L, 0L, 0L, 3L);
        assertThat(events.stream().skip(1).map(event -> event.origin().causationId()))
                .containsOnly(Optional.of(events.getFirst().id()));
    }

    @Test
    void a_flow_that_does_not_exist_is_not_found_and_leaves_nothing() {
        var answer = guess(NODE, RIGHT);

        assertThat(answer.reply()).isEqualTo(new RecoveryAnswer.CodeSubmitted(new SubmitCode.Reply.NotFound()));
        assertThat(answer.document()).isEmpty();
        assertThat(LOG.readStream(flow.stream(), 0)).isEmpty();
    }

    @Test
    void a_flow_that_waits_for_an_address_judges_no_code() {
        opened();

        guess(NODE, RIGHT);

        assertThat(last()).isEqualTo(new RecoveryEvent.RecoveryRefused(flow, Refusal.NO_STRATEGY, List.of(), NOON));
    }

    @Test
    void a_flow_goes_on_with_the_browser_that_it_belongs_to() {
        openedBy(BROWSER);
        shown = List.of(OTHER_BROWSER, BROWSER);

        requestLetter(NODE);

        assertThat(count(RecoveryEmailRequested.class)).isEqualTo(1);
    }

    @Test
    @Tag("difference-browsers-own-flow")
    void and_with_no_other() {
        openedBy(BROWSER);
        var refused = new RecoveryEvent.RecoveryRefused(flow, Refusal.CSRF, List.of(), NOON);

        requestLetter(NODE);
        assertThat(last()).isEqualTo(refused);
        shown = List.of(OTHER_BROWSER);
        guess(NODE, RIGHT);
        assertThat(last()).isEqualTo(refused);
        assertThat(count(RecoveryEmailRequested.class)).isZero();
    }

    @Test
    void a_native_flow_turns_browsers_away_to_a_flow_of_theirs() {
        opened();
        var guard = new RefuseRecovery(flow, Refusal.ORIGIN_HEADER, List.of(), substitute(), ALLOWANCE, NOON);

        send(NODE, new Submission(guard, Optional.of(guard), List.of(), false, guard, Optional.empty()));

        assertThat(count(RecoveryReplaced.class)).isEqualTo(1);
    }

    @RepeatedTest(5)
    @Tag("row-229")
    void of_twenty_guesses_at_once_five_are_judged() throws InterruptedException {
        codeSent();

        var failures = atOnce(20, _ -> () -> guess(NODE, WRONG));

        assertThat(failures).isEmpty();
        assertThat(count(CodeRejected.class)).isEqualTo(5);
        assertThat(count(RecoveryLocked.class)).isEqualTo(1);
        guess(NODE, RIGHT);
        assertThat(count(CodeAccepted.class)).isZero();
    }

    @RepeatedTest(5)
    @Tag("row-229")
    void of_twenty_guesses_on_two_nodes_at_once_no_more_than_five_are_judged() throws InterruptedException {
        codeSent();

        var failures = atOnce(20, i -> () -> guess(i % 2 == 0 ? NODE : OTHER_NODE, WRONG));

        assertThat(failures).allMatch(LogUnavailable.class::isInstance);
        assertThat(count(CodeRejected.class)).isEqualTo(5);
        assertThat(count(RecoveryLocked.class)).isEqualTo(1);
    }

    @RepeatedTest(5)
    @Tag("row-240")
    void the_right_code_on_two_nodes_at_once_opens_one_session() throws InterruptedException {
        codeSent();

        var failures = atOnce(2, i -> () -> guess(i == 0 ? NODE : OTHER_NODE, RIGHT));

        assertThat(failures).isEmpty();
        assertThat(count(CodeAccepted.class)).isEqualTo(1);
        assertThat(count(RecoveryCompleted.class)).isEqualTo(1);
        assertThat(TEST.count("select count(*) from log.event where type = 'session.SessionIssued'"
                        + " and convert_from(body, 'UTF8') like '%" + owner + "%'"))
                .isEqualTo(1);
    }

    @RepeatedTest(5)
    void two_letters_asked_for_on_two_nodes_at_once_are_two_generations() throws InterruptedException {
        opened();

        var failures = atOnce(2, i -> () -> requestLetter(i == 0 ? NODE : OTHER_NODE));

        assertThat(failures).isEmpty();
        assertThat(LOG.readStream(flow.stream(), 1))
                .extracting(event -> ((RecoveryEmailRequested) event.event()).generation())
                .containsExactly(1, 2);
    }

    private static Commands node(EventLog log) {
        return Commands.start(
                log,
                Policy.kratos(),
                List.of(
                        new Lifecycle<>(RecoveryEvent.class, RecoveryAggregate.class, RecoveryAggregate::new),
                        new Lifecycle<>(IdentityEvent.class, IdentityAggregate.class, IdentityAggregate::new),
                        new Lifecycle<>(SessionEvent.class, SessionAggregate.class, SessionAggregate::new),
                        new Lifecycle<>(SettingsEvent.class, SettingsAggregate.class, SettingsAggregate::new)));
    }

    private void codeSent() {
        var created = new CreateIdentity(
                owner,
                "person",
                true,
                CLOSED,
                Optional.empty(),
                false,
                List.of(new NewAddress(address, Via.EMAIL, Set.of(Purpose.RECOVERY, Purpose.VERIFICATION), CLOSED)),
                Optional.empty(),
                NOON);
        NODE.send(owner.stream(), created, origin(), CreateIdentity.Reply.class);
        opened();
        requestLetter(NODE);
    }

    private void openedBy(SecretMac browser) {
        send(
                NODE,
                new InitiateRecovery(
                        flow, FlowType.BROWSER, CLOSED, Optional.of(browser), Optional.empty(), ALLOWANCE, NOON));
    }

    private void opened() {
        send(NODE, new InitiateRecovery(flow, FlowType.API, CLOSED, ALLOWANCE, NOON));
    }

    private RecoveryAnswer requestLetter(Commands node) {
        return submit(
                node,
                new SubmitEmail(
                        flow,
                        CLOSED,
                        new BudgetKey("address-" + address),
                        Optional.of(owner),
                        Optional.of(address),
                        RecoveryMethod.CODE,
                        new SecretId(UUID.randomUUID()),
                        RIGHT,
                        new SealedLetter("courier-2026-11-22", "bGV0dGVy"),
                        Optional.empty(),
                        substitute(),
                        ALLOWANCE,
                        NOON));
    }

    private RecoveryAnswer guess(Commands node, SecretMac mac) {
        var outcome = new Outcome(
                new SessionId(UUID.randomUUID()),
                new SecretMac(1, "dG9rZW4"),
                new SettingsId(UUID.randomUUID()),
                CLOSED);
        List<Notice> silent = List.of();
        var otherwise = new RefuseRecovery(flow, Refusal.NO_STRATEGY, silent, substitute(), ALLOWANCE, NOON);
        return submit(node, new CodeSubmission(List.of(mac), substitute(), outcome, otherwise, DECOY, ALLOWANCE, NOON));
    }

    private static Substitute substitute() {
        return new Substitute(new RecoveryId(UUID.randomUUID()), CLOSED);
    }

    private RecoveryAnswer submit(Commands node, Object command) {
        var forged = new RefuseRecovery(flow, Refusal.CSRF, List.of(), substitute(), ALLOWANCE, NOON);
        return send(node, new Submission(command, Optional.empty(), shown, true, forged, Optional.empty()));
    }

    private RecoveryAnswer send(Commands node, Object command) {
        return node.send(flow.stream(), command, origin(), RecoveryAnswer.class);
    }

    private Origin origin() {
        return new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                flow.stream(),
                Optional.empty(),
                "policy",
                "retrace-test");
    }

    /** What the last command did, in all streams. */
    private List<EventEnvelope> story() {
        var own = LOG.readStream(flow.stream(), 2);
        var completed = (RecoveryCompleted) own.getLast().event();
        var all = new ArrayList<>(own);
        all.addAll(LOG.readStream(owner.stream(), 2));
        all.addAll(LOG.readStream(completed.sessionId().stream(), 0));
        all.addAll(LOG.readStream(completed.settingsId().orElseThrow().stream(), 0));
        all.sort(Comparator.comparingLong(EventEnvelope::position));
        return all;
    }

    private Object last() {
        return LOG.readStream(flow.stream(), 0).getLast().event();
    }

    private long count(Class<?> type) {
        return LOG.readStream(flow.stream(), 0).stream()
                .filter(envelope -> type.isInstance(envelope.event()))
                .count();
    }

    private interface Task {
        Callable<RecoveryAnswer> number(int i);
    }

    /** Runs tasks at the same time; what went wrong. */
    private static List<Throwable> atOnce(int count, Task task) throws InterruptedException {
        var start = new CountDownLatch(1);
        var failures = new ArrayList<Throwable>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            var running = new ArrayList<Future<RecoveryAnswer>>();
            for (int i = 0; i < count; i++) {
                var one = task.number(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            for (var one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        return failures;
    }
}
