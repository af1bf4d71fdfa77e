package io.retrace.query.replay;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells history again as it would have gone under another policy (design section 7): every recorded request, in its
 * order, is decided by the same pure functions on the state that this telling has come to. A request that cannot have
 * been made in it, because it shows a secret, a flow or a session that was never handed out, or one of which the log
 * does not tell enough, is counted as unreachable and not decided. It appends nothing and tells nobody.
 */
final class WhatIf {

    private final History recorded;
    private final Branch told;
    private final Policy policy;
    private final Tally tally;
    private final Counters counters = new Counters();
    private final Set<SecretId> unsent = Collections.newSetFromMap(Remembered.newest());
    private final Appends appends = new Appends(this::judge);

    /**
     * Nothing is told yet.
     *
     * @param policy that decides
     * @param log gives all events of a stream
     * @param tally hears what comes of each request
     */
    WhatIf(Policy policy, Function<String, List<EventEnvelope>> log, Tally tally) {
        this.policy = policy;
        this.recorded = new History(log);
        this.told = new Branch(recorded);
        this.tally = tally;
    }

    /**
     * The next event of the log.
     *
     * @param network where it was asked from
     */
    void add(EventEnvelope envelope, Optional<BudgetKey> network) {
        appends.add(envelope, network);
    }

    /** The range ends here. */
    void end() {
        appends.end();
    }

    private void judge(RecordedAppend append) {
        recorded.standBefore(append);
        var opening = append.opening().event();
        if (opening instanceof OperationEvent || opening instanceof LetterEvent) {
            return;
        }
        if (isReachable(append, opening)) {
            decide(append);
        } else {
            told.part(append.events(), List.of());
            tally.unreachable(append);
        }
        append.events().forEach(recorded::add);
    }

    private void decide(RecordedAppend append) {
        var retelling = new Retelling(recorded, told, policy, counters);
        var decided = DecidedAgain.of(append, retelling).map(Decision::events);
        if (decided.isEmpty()) {
            told.follow(append.events());
        } else if (Judgement.isUnknown(append.events(), decided.get())) {
            told.part(append.events(), List.of());
            tally.unknown(append);
        } else {
            noteUnsent(decided.get());
            told.part(append.events(), decided.get());
            tally.decided(append, decided.get());
        }
    }

    /** A letter that the address had no budget for goes to nobody, so that nobody can know its secret. */
    private void noteUnsent(List<Event> events) {
        if (events.stream().anyMatch(RecoveryThrottled.class::isInstance)) {
            events.stream()
                    .filter(RecoveryEmailRequested.class::isInstance)
                    .map(event -> ((RecoveryEmailRequested) event).secretId())
                    .forEach(unsent::add);
        }
    }

    private boolean isReachable(RecordedAppend append, Event opening) {
        return switch (opening) {
            case RecoveryInitiated e when e.replaces().isEmpty() -> true;
            case RecoveryEvent e -> hasFlow(e) && mayShow(append, e);
            case SettingsInitiated e when e.replaces().isEmpty() -> true;
            case SettingsEvent e -> told.settings(e.stream()) instanceof Settings.Open;
            case PasswordChanged _ -> savesReachably(append);
            case SessionRevoked e -> told.session(e.sessionId()) instanceof Session.Issued;
            default -> savesReachably(append);
        };
    }

    private boolean hasFlow(RecoveryEvent e) {
        return told.recovery(e.stream()) instanceof Recovery.Known
                || recorded.recovery(e.stream()) instanceof Recovery.Unknown;
    }

    private boolean mayShow(RecordedAppend append, RecoveryEvent first) {
        var shown = new RecoveryAgain(new Retelling(recorded, told, policy, counters), append, first).shown();
        return shown.isEmpty()
                || (!unsent.contains(shown.get()) && isIssued(told.recovery(first.stream()), shown.get()));
    }

    private static boolean isIssued(Recovery state, SecretId secret) {
        return switch (state) {
            case Recovery.Unknown _, Recovery.AwaitingAddress _ -> false;
            case Recovery.AwaitingCode waiting -> waiting.secret().id().equals(secret);
            case Recovery.AwaitingLink waiting -> waiting.link(secret).isPresent();
            case Recovery.Passed passed ->
                passed.used().id().equals(secret)
                        || passed.voided().stream().anyMatch(link -> link.id().equals(secret));
        };
    }

    /** What was saved in a settings flow needs that flow, and the session that it was saved by. */
    private boolean savesReachably(RecordedAppend append) {
        return append.events().stream()
                .filter(SettingsCompleted.class::isInstance)
                .map(SettingsCompleted.class::cast)
                .allMatch(completed -> told.settings(completed.stream()) instanceof Settings.Open
                        && completed.session().stream()
                                .allMatch(session -> told.session(session) instanceof Session.Issued issued
                                        && append.at().isBefore(issued.expiresAt())));
    }
}
