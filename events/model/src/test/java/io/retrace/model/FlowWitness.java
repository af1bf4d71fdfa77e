package io.retrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.RecoveryDocument.State;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.Recovery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Remembers all events of a flow and says from them alone, without asking the model, what must hold. */
final class FlowWitness {

    private final RecoveryId id;
    private final Policy policy;
    private final String seed;
    private final List<RecoveryEvent> events = new ArrayList<>();
    private Recovery state = Recovery.initial();
    private Optional<RecoveryDocument> document = Optional.empty();

    FlowWitness(RecoveryId id, Policy policy, String seed) {
        this.id = id;
        this.policy = policy;
        this.seed = seed;
    }

    RecoveryId id() {
        return id;
    }

    Recovery state() {
        return state;
    }

    void take(RecoveryEvent event) {
        events.add(event);
        state = Recovery.evolve(state, event);
        document = RecoveryDocument.evolve(document, event);
    }

    /** Whether this code must open a session now. */
    boolean mustOpen(List<SecretMac> macs, PersonWitness person, Instant now) {
        return latest().filter(letter -> letter.handsOver() == RecoveryMethod.CODE)
                .filter(letter -> macs.contains(letter.mac()))
                .filter(letter -> now.isBefore(letter.expiresAt()))
                .filter(letter -> letter.addressId().filter(person::mayComeInBy).isPresent())
                .filter(letter -> of(CodeAccepted.class).isEmpty())
                .filter(letter -> judged() < policy.submissionsMax())
                .filter(letter -> now.isBefore(expiresAt()))
                .isPresent();
    }

    /** Whether this link must open a session now: any of the flow's, until one has worked. */
    boolean linkMustOpen(List<SecretMac> macs, PersonWitness person, Instant now) {
        return of(RecoveryEmailRequested.class).stream()
                .filter(letter -> letter.handsOver() == RecoveryMethod.LINK)
                .filter(letter -> macs.contains(letter.mac()))
                .filter(letter -> now.isBefore(letter.expiresAt()))
                .filter(letter -> letter.addressId().filter(person::mayComeInBy).isPresent())
                .anyMatch(_ -> of(LinkRedeemed.class).isEmpty()
                        && of(CodeAccepted.class).isEmpty()
                        && now.isBefore(expiresAt()));
    }

    boolean offersLinks() {
        return document.filter(seen -> seen.active().equals("link")).isPresent();
    }

    /** That a session came with the acceptance of the newest code of this very flow. */
    void assertAcceptedLatest(List<Event> decided) {
        assertThat(decided)
                .as(seed)
                .filteredOn(CodeAccepted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(CodeAccepted.class, accepted -> {
                    assertThat(accepted.recoveryId()).as(seed).isEqualTo(id);
                    assertThat(accepted.secretId())
                            .as(seed)
                            .isEqualTo(latest().orElseThrow().secretId());
                });
    }

    void check() {
        assertThat(judged()).as("%s: codes judged in %s", seed, id).isLessThanOrEqualTo(policy.submissionsMax());
        List<SecretId> accepted =
                of(CodeAccepted.class).stream().map(CodeAccepted::secretId).toList();
        assertThat(accepted).as("%s: codes accepted in %s", seed, id).doesNotHaveDuplicates();
        int letters = of(RecoveryEmailRequested.class).size();
        assertThat(events.size() - letters)
                .as("%s: events of %s beside its letters", seed, id)
                .isLessThanOrEqualTo(eventsMax());
        document.ifPresent(seen ->
                assertThat(seen.state()).as("%s: document of %s", seed, id).isEqualTo(expected()));
    }

    /**
     * Judged codes and remembered refusals, and each of these once: opened, locked, expired, suppressed, completed or
     * refused to an inactive identity, a link redeemed, the replacement after the last refusal that is remembered.
     */
    private int eventsMax() {
        return policy.submissionsMax() + policy.refusalsMax() + 7;
    }

    private State expected() {
        return switch (state) {
            case Recovery.Unknown _ -> throw new AssertionError(seed + ": a document of nothing");
            case Recovery.AwaitingAddress _ -> State.CHOOSE_METHOD;
            case Recovery.AwaitingCode _, Recovery.AwaitingLink _ -> State.SENT_EMAIL;
            case Recovery.Passed _ -> State.PASSED_CHALLENGE;
        };
    }

    Instant expiresAt() {
        return of(RecoveryInitiated.class).getFirst().expiresAt();
    }

    Instant codeExpiresAt() {
        return latest().map(RecoveryEmailRequested::expiresAt).orElseGet(this::expiresAt);
    }

    SecretMac latestCode() {
        return latest().map(RecoveryEmailRequested::mac).orElse(new SecretMac(1, "none yet"));
    }

    SecretMac anyCode(RandomGenerator random) {
        var letters = of(RecoveryEmailRequested.class);
        return letters.isEmpty()
                ? latestCode()
                : letters.get(random.nextInt(letters.size())).mac();
    }

    private int judged() {
        return of(CodeRejected.class).size() + of(CodeAccepted.class).size();
    }

    private Optional<RecoveryEmailRequested> latest() {
        var letters = of(RecoveryEmailRequested.class);
        return letters.isEmpty() ? Optional.empty() : Optional.of(letters.getLast());
    }

    private <T extends RecoveryEvent> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
