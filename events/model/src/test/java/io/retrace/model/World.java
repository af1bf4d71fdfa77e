package io.retrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.DeleteIdentity;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A small world in which people do anything in any order: one identity with two addresses, a few recovery flows, a
 * clock that likes the edges of lifetimes. Its {@link FlowWitness}es know what must hold without asking the model.
 */
final class World {

    private static final IdentityId PERSON = new IdentityId(new UUID(0, 1));
    private static final List<AddressId> ADDRESSES =
            List.of(new AddressId(new UUID(0, 2)), new AddressId(new UUID(0, 3)));
    private static final Sealed CLOSED = new Sealed("day-2026-03-01", "c2VhbGVk");
    private static final Allowance ENOUGH = Allowance.of(new BudgetKey("network-1"));
    private static final SealedLetter LETTER = new SealedLetter("courier-2026-03-01", "bGV0dGVy");

    private final RandomGenerator random;
    private final String seed;
    private final Policy policy;
    private final PersonWitness person = new PersonWitness();
    private final Map<RecoveryId, FlowWitness> flows = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private Identity identity = Identity.initial();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long lastNumber = 100;

    World(long seed, RandomGenerator random) {
        this.random = random;
        this.seed = "retrace.seed=" + seed;
        this.policy = policy(random);
    }

    private static Policy policy(RandomGenerator random) {
        var hour = Duration.ofHours(1);
        return new Policy(
                hour,
                Duration.ofMinutes(random.nextInt(5, 90)),
                random.nextInt(1, 7),
                random.nextInt(1, 5),
                hour,
                hour,
                Duration.ofHours(24),
                8,
                1_024,
                true,
                random.nextBoolean() ? Optional.empty() : Optional.of(Budgets.asvsL2()),
                Optional.empty(),
                methods(random),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<RecoveryMethods> methods(RandomGenerator random) {
        var all = List.of(RecoveryMethod.values());
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new RecoveryMethods(
                        all.get(random.nextInt(2)), all, Duration.ofMinutes(random.nextInt(5, 90))));
    }

    void live(int stepsMax) {
        take(create().events());
        take(initiate(newRecovery()).events());
        for (int i = random.nextInt(stepsMax); i > 0; i--) {
            step();
            now = later();
        }
    }

    List<Event> events() {
        return events;
    }

    int sessions() {
        return count(SessionIssued.class);
    }

    int count(Class<? extends Event> type) {
        return (int) events.stream().filter(type::isInstance).count();
    }

    private void step() {
        switch (random.nextInt(24)) {
            case 0 ->
                take(initiate(random.nextBoolean() ? newRecovery() : anyFlow().id())
                        .events());
            case 1, 2, 3, 4, 5 -> take(submitEmail(anyFlow()).events());
            case 6, 7, 8, 9, 10, 11, 12 -> submitCode(anyFlow());
            case 13, 14, 15 -> take(refuse(anyFlow()).events());
            case 16 -> take(changeState());
            case 17 -> take(touch(random.nextInt(ADDRESSES.size())));
            case 19, 20, 21, 22 -> followLink(anyFlow());
            case 18 -> take(random.nextInt(4) == 0 ? delete().events() : List.of());
            default -> take(create().events());
        }
    }

    private Decision<CreateIdentity.Reply> create() {
        var addresses = ADDRESSES.stream()
                .map(id -> new NewAddress(id, Via.EMAIL, Set.of(Purpose.RECOVERY, Purpose.VERIFICATION), CLOSED))
                .toList();
        var command = new CreateIdentity(
                PERSON, "default", true, CLOSED, Optional.empty(), false, addresses, Optional.empty(), now);
        return CreateIdentity.decide(command, identity);
    }

    private Decision<DeleteIdentity.Reply> delete() {
        return DeleteIdentity.decide(new DeleteIdentity(PERSON, now), identity);
    }

    private List<Event> changeState() {
        return List.of(new IdentityStateChanged(PERSON, random.nextInt(3) > 0, now));
    }

    private List<Event> touch(int address) {
        var id = ADDRESSES.get(address);
        return switch (random.nextInt(6)) {
            case 0 -> List.of(new AddressReleased(PERSON, id, now));
            case 1 -> List.of(new AddressVerified(PERSON, id, now));
            default -> List.of();
        };
    }

    private Decision<InitiateRecovery.Reply> initiate(RecoveryId id) {
        var type = random.nextBoolean() ? FlowType.API : FlowType.BROWSER;
        return InitiateRecovery.decide(new InitiateRecovery(id, type, CLOSED, ENOUGH, now), flow(id).state(), policy);
    }

    private Decision<SubmitEmail.Reply> submitEmail(FlowWitness flow) {
        boolean known = random.nextInt(4) > 0;
        var command = new SubmitEmail(
                flow.id(),
                CLOSED,
                new BudgetKey("address-" + random.nextInt(3)),
                known ? Optional.of(PERSON) : Optional.empty(),
                known ? Optional.of(ADDRESSES.get(random.nextInt(ADDRESSES.size()))) : Optional.empty(),
                method(flow),
                new SecretId(uuid()),
                new SecretMac(random.nextInt(1, 3), "code-" + lastNumber),
                LETTER,
                Optional.empty(),
                new Substitute(newRecovery(), CLOSED),
                allowance(),
                now);
        return SubmitEmail.decide(command, flow.state(), policy);
    }

    /** What the flow offers, mostly; a flow that offers links takes no other. */
    private RecoveryMethod method(FlowWitness flow) {
        return flow.offersLinks() || random.nextInt(10) == 0 ? RecoveryMethod.LINK : RecoveryMethod.CODE;
    }

    private void followLink(FlowWitness flow) {
        var macs = List.of(new SecretMac(7, "none"), typed(flow));
        var outcome = new Outcome(new SessionId(uuid()), new SecretMac(3, "token"), new SettingsId(uuid()), CLOSED);
        var command = new RedeemLink(
                flow.id(),
                flow.state().match(macs),
                new Substitute(newRecovery(), CLOSED).ofLink(),
                outcome,
                allowance(),
                now);
        var decision = RedeemLink.decide(command, flow.state(), identity, policy);
        boolean opened = decision.events().stream().anyMatch(SessionIssued.class::isInstance);
        assertThat(opened)
                .as("%s: a link opens a session when and only when it must, %s", seed, command)
                .isEqualTo(flow.linkMustOpen(macs, person, now));
        take(decision.events());
    }

    private void submitCode(FlowWitness flow) {
        var macs = List.of(new SecretMac(7, "none"), typed(flow));
        var allowance = allowance();
        var outcome = new Outcome(new SessionId(uuid()), new SecretMac(3, "token"), new SettingsId(uuid()), CLOSED);
        var command = new SubmitCode(
                flow.id(), flow.state().match(macs), new Substitute(newRecovery(), CLOSED), outcome, allowance, now);
        var decision = SubmitCode.decide(command, flow.state(), identity, policy);
        boolean mustOpen = !allowance.lacks(BudgetName.CODES_PER_IDENTITY)
                && !allowance.lacks(BudgetName.CODES_PER_ADDRESS)
                && flow.mustOpen(macs, person, now);
        boolean opened = decision.events().stream().anyMatch(SessionIssued.class::isInstance);
        assertThat(opened)
                .as("%s: a session begins when and only when it must, %s", seed, command)
                .isEqualTo(mustOpen);
        if (opened) {
            flow.assertAcceptedLatest(decision.events());
        }
        take(decision.events());
    }

    /** The code of a letter of this flow, the newest more often than not, or of another flow, or a wrong one. */
    private SecretMac typed(FlowWitness flow) {
        return switch (random.nextInt(6)) {
            case 0 -> new SecretMac(1, "wrong");
            case 1 -> anyFlow().anyCode(random);
            case 2 -> flow.anyCode(random);
            default -> flow.latestCode();
        };
    }

    private Decision<RefuseRecovery.Reply> refuse(FlowWitness flow) {
        var reasons = Refusal.values();
        List<Notice> notices = random.nextBoolean() ? List.of() : List.of(Notice.of(4010005));
        var reason = reasons[random.nextInt(reasons.length)];
        var command =
                new RefuseRecovery(flow.id(), reason, notices, new Substitute(newRecovery(), CLOSED), allowance(), now);
        return RefuseRecovery.decide(command, flow.state(), policy);
    }

    private void take(List<Event> decided) {
        for (var event : decided) {
            events.add(event);
            switch (event) {
                case RecoveryEvent e -> flow(e.recoveryId()).take(e);
                case IdentityEvent e -> {
                    identity = Identity.evolve(identity, e);
                    person.take(e);
                }
                default -> {}
            }
        }
        flows.values().forEach(FlowWitness::check);
    }

    private Instant later() {
        return switch (random.nextInt(12)) {
            case 0 -> edge(anyFlow());
            case 1 -> now.plus(Duration.ofMinutes(random.nextInt(1, 30)));
            default -> now.plusNanos(1_000L * random.nextInt(1, 60_000_000));
        };
    }

    /** The instant at which something of the flow ends, or the one before, unless that is past. */
    private Instant edge(FlowWitness flow) {
        var end = random.nextBoolean() ? flow.expiresAt() : flow.codeExpiresAt();
        var edge = random.nextBoolean() ? end : end.minusNanos(1_000);
        return edge.isAfter(now) ? edge : now;
    }

    private FlowWitness flow(RecoveryId id) {
        return flows.computeIfAbsent(id, unseen -> new FlowWitness(unseen, policy, seed));
    }

    /** Any flow, the first and the newest more often than others. */
    private FlowWitness anyFlow() {
        var all = List.copyOf(flows.values());
        return switch (random.nextInt(3)) {
            case 0 -> all.get(random.nextInt(all.size()));
            case 1 -> all.getLast();
            default -> all.getFirst();
        };
    }

    /** Nearly always enough. */
    private Allowance allowance() {
        var names = BudgetName.values();
        return random.nextInt(10) == 0 ? ENOUGH.without(names[random.nextInt(names.length)]) : ENOUGH;
    }

    private RecoveryId newRecovery() {
        return new RecoveryId(uuid());
    }

    private UUID uuid() {
        lastNumber++;
        return new UUID(0, lastNumber);
    }
}
