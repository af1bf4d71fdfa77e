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
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Many guesses at once, in many flows and on three nodes, at the code of one person. */
class BudgetedGuessesTest {

    private static final int FLOWS = 200;
    private static final int GUESSES_A_FLOW = 5;
    private static final int LIMIT =
            Policy.kratos().spending().codesPerIdentity().limit();
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-11-22T13:00:00Z");
    private static final SecretMac RIGHT = new SecretMac(1, "cmlnaHQ");
    private static final SecretMac WRONG = new SecretMac(1, "d3Jvbmc");
    private static final Sealed CLOSED = new Sealed("day-2026-11-22", "c2VhbGVk");
    private static final Allowance ALLOWANCE = Allowance.of(new BudgetKey("network-1"));
    private static final IdentityId DECOY = new IdentityId(UUID.randomUUID());

    private static final TestLog TEST = TestLog.create();
    private static final List<EventLog> LOGS =
            Stream.generate(() -> TEST.open(Clock.systemUTC())).limit(3).toList();
    private static final List<Commands> NODES =
            LOGS.stream().map(BudgetedGuessesTest::node).toList();

    private final IdentityId owner = new IdentityId(UUID.randomUUID());
    private final AddressId address = new AddressId(UUID.randomUUID());

    @AfterAll
    static void stop() {
        NODES.forEach(Commands::close);
        LOGS.forEach(EventLog::close);
        TEST.close();
    }

    @Test
    void of_a_thousand_guesses_as_many_are_judged_as_the_budget_has_and_then_the_right_code_is_a_wrong_one()
            throws Exception {
        // given
        create();
        var flows = Stream.generate(() -> asked(NOON)).limit(FLOWS).toList();
        var untried = asked(NOON);
        // when
        var answers = guessesAtOnce(flows);
        // then
        assertThat(answers)
                .hasSize(FLOWS * GUESSES_A_FLOW)
                .extracting(RecoveryAnswer::reply)
                .containsOnly(new RecoveryAnswer.CodeSubmitted(new SubmitCode.Reply.Rejected()));
        assertThat(rejections(flows, CodeRejection.NO_MATCH)).isEqualTo(LIMIT);
        assertThat(rejections(flows, CodeRejection.THROTTLED)).isEqualTo(FLOWS * GUESSES_A_FLOW - LIMIT);
        // when
        var right = guess(NODES.getFirst(), untried, RIGHT, NOON);
        // then
        assertThat(right.reply()).isEqualTo(new RecoveryAnswer.CodeSubmitted(new SubmitCode.Reply.Rejected()));
        assertThat(LOGS.getFirst().readStream(untried.stream(), 2))
                .extracting(EventEnvelope::event)
                .containsExactly(
                        new RecoveryThrottled(untried, BudgetName.CODES_PER_IDENTITY, NOON),
                        new CodeRejected(untried, CodeRejection.THROTTLED, 1, NOON));
        // when
        var later = guess(NODES.getFirst(), asked(ONE), RIGHT, ONE);
        // then
        assertThat(later.reply())
                .isInstanceOfSatisfying(
                        RecoveryAnswer.CodeSubmitted.class,
                        submitted -> assertThat(submitted.reply()).isInstanceOf(SubmitCode.Reply.Completed.class));
    }

    private List<RecoveryAnswer> guessesAtOnce(List<RecoveryId> flows) throws Exception {
        var guesses = new ArrayList<Callable<RecoveryAnswer>>();
        for (int i = 0; i < GUESSES_A_FLOW; i++) {
            for (int j = 0; j < flows.size(); j++) {
                var node = NODES.get((i + j) % NODES.size());
                var flow = flows.get(j);
                guesses.add(() -> guessUntilJudged(node, flow));
            }
        }
        var answers = new ArrayList<RecoveryAnswer>();
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var answer : threads.invokeAll(guesses)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /** Who loses against others on the same flow too often gets a 503, unjudged, and asks again. */
    private RecoveryAnswer guessUntilJudged(Commands node, RecoveryId flow) {
        for (int attempt = 1; ; attempt++) {
            try {
                return guess(node, flow, WRONG, NOON);
            } catch (LogUnavailable e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    private static long rejections(List<RecoveryId> flows, CodeRejection reason) {
        return flows.stream()
                .flatMap(flow -> LOGS.getFirst().readStream(flow.stream(), 0).stream())
                .filter(envelope -> envelope.event() instanceof CodeRejected rejected && rejected.reason() == reason)
                .count();
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

    private void create() {
        var created = new CreateIdentity(
                owner,
                "person",
                true,
                CLOSED,
                Optional.empty(),
                false,
                List.of(new NewAddress(address, Via.EMAIL, Set.of(Purpose.RECOVERY), CLOSED)),
                Optional.empty(),
                NOON);
        NODES.getFirst().send(owner.stream(), created, origin(owner.stream()), CreateIdentity.Reply.class);
    }

    /** A flow with a letter; each flow's letter counts for another address, so that letters are no limit here. */
    private RecoveryId asked(Instant at) {
        var flow = new RecoveryId(UUID.randomUUID());
        send(NODES.getFirst(), flow, allowance -> new InitiateRecovery(flow, FlowType.API, CLOSED, allowance, at));
        submit(
                NODES.getFirst(),
                flow,
                allowance -> new SubmitEmail(
                        flow,
                        CLOSED,
                        new BudgetKey("address-" + flow),
                        Optional.of(owner),
                        Optional.of(address),
                        RecoveryMethod.CODE,
                        new SecretId(UUID.randomUUID()),
                        RIGHT,
                        new SealedLetter("courier-2026-11-22", "bGV0dGVy"),
                        Optional.empty(),
                        substitute(),
                        allowance,
                        at));
        return flow;
    }

    private RecoveryAnswer guess(Commands node, RecoveryId flow, SecretMac mac, Instant at) {
        var outcome = new Outcome(
                new SessionId(UUID.randomUUID()),
                new SecretMac(1, "dG9rZW4"),
                new SettingsId(UUID.randomUUID()),
                CLOSED);
        return submit(node, flow, allowance -> {
            var otherwise = new RefuseRecovery(flow, Refusal.NO_STRATEGY, List.of(), substitute(), allowance, at);
            return new CodeSubmission(List.of(mac), substitute(), outcome, otherwise, DECOY, allowance, at);
        });
    }

    private static Substitute substitute() {
        return new Substitute(new RecoveryId(UUID.randomUUID()), CLOSED);
    }

    private static RecoveryAnswer submit(Commands node, RecoveryId flow, Function<Allowance, ?> command) {
        return send(node, flow, allowance -> {
            var forged = new RefuseRecovery(flow, Refusal.CSRF, List.of(), substitute(), allowance, NOON);
            return new Submission(
                    command.apply(allowance), Optional.empty(), List.of(), false, forged, Optional.empty());
        });
    }

    private static RecoveryAnswer send(Commands node, RecoveryId flow, Function<Allowance, ?> command) {
        return node.send(flow.stream(), ALLOWANCE, command, origin(flow.stream()), RecoveryAnswer.class);
    }

    private static Origin origin(String stream) {
        return new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                stream,
                Optional.empty(),
                "policy",
                "retrace-test");
    }
}
