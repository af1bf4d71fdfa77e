package io.retrace.query.asof;

import static java.util.Objects.requireNonNull;

import io.retrace.log.Appended.Committed;
import io.retrace.log.Appended.Exhausted;
import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import io.retrace.query.feed.ViewLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** People who recover their accounts, and others who try: every event is what {@code decide} decided. */
public final class Life {

    /** What their addresses begin with; in no answer. */
    public static final String CANARY = "canary-7d1c";

    private static final BudgetKey NETWORK = new BudgetKey("network-here");
    private static final SecretMac MAC = new SecretMac(1, "bWFj");

    private final ViewLog log;
    private final SetClock clock;
    private final Map<IdentityId, Identity> people = new HashMap<>();
    private final Map<IdentityId, AddressId> addresses = new HashMap<>();
    private final Map<RecoveryId, Recovery> flows = new HashMap<>();
    private final Map<RecoveryId, RecoveryEmailRequested> letters = new HashMap<>();
    private Policy policy = Policy.kratos();

    public Life(ViewLog log, SetClock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Puts a policy in force. */
    public Life under(Policy next) {
        policy = next;
        commit(List.of(new PolicyChanged(log.side().codec().hash(next), next, clock.instant())), "system");
        return this;
    }

    /** Somebody with one address. */
    public IdentityId person() {
        var id = new IdentityId(UUID.randomUUID());
        var address = new AddressId(UUID.randomUUID());
        addresses.put(id, address);
        var uses = Set.of(Purpose.RECOVERY, Purpose.VERIFICATION);
        commit(
                List.of(
                        new IdentityCreated(
                                id, "default", true, seal(id, id.stream(), "{}"), Optional.empty(), false, now()),
                        new AddressClaimed(id, address, Via.EMAIL, uses, seal(id, id.stream(), typed(id)), now())),
                id.stream());
        return id;
    }

    public AddressId addressOf(IdentityId id) {
        return requireNonNull(addresses.get(id));
    }

    /** A new flow. */
    public RecoveryId open() {
        var id = new RecoveryId(UUID.randomUUID());
        decide(
                id,
                allowance -> InitiateRecovery.decide(
                        new InitiateRecovery(id, FlowType.API, today(id, "http://here/"), allowance, now()),
                        Recovery.initial(),
                        policy));
        return id;
    }

    /** Asks for a code to a person's address, or to one that nobody owns. */
    public void ask(RecoveryId flow, Optional<IdentityId> owner) {
        ask(flow, owner, RecoveryMethod.CODE);
    }

    /** Asks for a letter. */
    public void ask(RecoveryId flow, Optional<IdentityId> owner, RecoveryMethod method) {
        var typed = owner.map(Life::typed).orElse(CANARY + "-nobody@example.org");
        var secret = new SecretId(UUID.randomUUID());
        decide(
                flow,
                allowance -> SubmitEmail.decide(
                        new SubmitEmail(
                                flow,
                                owner.map(id -> seal(id, flow.stream(), typed)).orElseGet(() -> today(flow, typed)),
                                new BudgetKey("address-"
                                        + owner.map(IdentityId::toString).orElse("nobody")),
                                owner,
                                owner.map(this::addressOf),
                                method,
                                secret,
                                new SecretMac(1, secret.toString()),
                                new SealedLetter("2026-11-22", "bGV0dGVy"),
                                Optional.empty(),
                                substitute(flow),
                                allowance,
                                now()),
                        state(flow),
                        policy));
    }

    /** Submits a code that fits nothing. */
    public void wrong(RecoveryId flow) {
        submit(flow, Optional.empty());
    }

    /** Submits the code of the latest letter. */
    public void right(RecoveryId flow) {
        submit(flow, state(flow).match(List.of(secretOf(flow))));
    }

    private void submit(RecoveryId flow, Optional<SecretId> matched) {
        var session = new SessionId(UUID.randomUUID());
        var settings = new SettingsId(UUID.randomUUID());
        var outcome = new Outcome(session, MAC, settings, today(settings.stream(), "http://here/"));
        var owner = Optional.ofNullable(letters.get(flow))
                .flatMap(RecoveryEmailRequested::owner)
                .map(id -> requireNonNull(people.get(id)))
                .orElseGet(Identity::initial);
        decide(
                flow,
                allowance -> SubmitCode.decide(
                        new SubmitCode(flow, matched, substitute(flow), outcome, allowance, now()),
                        state(flow),
                        owner,
                        policy));
    }

    /** The courier says that it delivered the latest letter. */
    public void deliver(RecoveryId flow) {
        var letter = log.all().stream()
                .filter(envelope -> envelope.event() instanceof RecoveryEmailRequested asked
                        && asked.recoveryId().equals(flow))
                .toList()
                .getLast();
        commit(List.of(new LetterDelivered(new LetterId(letter.id().value()), "email", 1, now())), flow.stream());
    }

    /** Something else happens. */
    public void happens(Event event) {
        commit(List.of(event), event.stream());
    }

    private <R> void decide(RecoveryId flow, Function<Allowance, Decision<R>> decision) {
        var allowance = Allowance.of(NETWORK);
        while (true) {
            var decided = decision.apply(allowance);
            if (decided.events().isEmpty()) {
                return;
            }
            switch (log.append(decided.events(), decided.spends(), flow.stream())) {
                case Committed _ -> {
                    decided.events().forEach(this::evolve);
                    return;
                }
                case Exhausted(var budget) -> allowance = allowance.without(budget);
                default -> throw new IllegalStateException("nobody else appends here");
            }
        }
    }

    private void commit(List<Event> events, String correlation) {
        if (!(log.append(events, List.of(), correlation) instanceof Committed)) {
            throw new IllegalStateException("nobody else appends here");
        }
        events.forEach(this::evolve);
    }

    private void evolve(Event event) {
        switch (event) {
            case IdentityEvent e ->
                people.merge(
                        e.identityId(),
                        Identity.evolve(Identity.initial(), e),
                        (before, _) -> Identity.evolve(before, e));
            case RecoveryEvent e -> {
                flows.put(e.recoveryId(), Recovery.evolve(state(e.recoveryId()), e));
                if (e instanceof RecoveryEmailRequested asked) {
                    letters.put(e.recoveryId(), asked);
                }
            }
            default -> {}
        }
    }

    private SecretMac secretOf(RecoveryId flow) {
        return requireNonNull(letters.get(flow)).mac();
    }

    private Recovery state(RecoveryId flow) {
        return flows.getOrDefault(flow, Recovery.initial());
    }

    private Substitute substitute(RecoveryId flow) {
        return new Substitute(new RecoveryId(UUID.randomUUID()), today(flow, "http://here/"));
    }

    private static String typed(IdentityId id) {
        return CANARY + "-" + id + "@example.org";
    }

    private Sealed seal(IdentityId id, String stream, String text) {
        return log.side().sealing().seal(id, stream, text);
    }

    private Sealed today(RecoveryId flow, String text) {
        return today(flow.stream(), text);
    }

    private Sealed today(String stream, String text) {
        return log.side().sealing().sealForToday(stream, text);
    }

    private Instant now() {
        return clock.instant();
    }
}
