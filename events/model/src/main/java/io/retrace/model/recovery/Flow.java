package io.retrace.model.recovery;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.Beginning.Shortcut;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every recovery flow has.
 *
 * @param opened how it began
 * @param method the method that it offers now
 * @param browser MAC of the anti-CSRF cookie of the browser that it belongs to now
 * @param expiryNoted whether the log says already that it expired
 * @param submissions how many codes it has judged
 * @param refusals how many refusals it remembers
 * @param suppressed whether further refusals are only counted
 * @param generation how many letters were asked for
 */
public record Flow(
        RecoveryInitiated opened,
        RecoveryMethod method,
        Optional<SecretMac> browser,
        boolean expiryNoted,
        int submissions,
        int refusals,
        boolean suppressed,
        int generation) {

    /** A flow that was just opened. */
    Flow(RecoveryInitiated opened) {
        this(opened, RecoveryMethod.named(opened.active()), opened.browser(), false, 0, 0, false, 0);
    }

    public RecoveryId id() {
        return opened.recoveryId();
    }

    public FlowType type() {
        return opened.flowType();
    }

    public Instant expiresAt() {
        return opened.expiresAt();
    }

    /** What flows that follow from it are handed down. */
    Beginning beginning() {
        return opened.beginning().orElseGet(() -> new Beginning(opened.stream(), opened.requestUrl()));
    }

    /** Whether the account leads to no settings once it is back. */
    boolean skipsSettings() {
        return beginning().shortcut().filter(Shortcut.SKIP_SETTINGS::equals).isPresent();
    }

    /**
     * Whether it belongs to the browser that showed a cookie.
     *
     * @param cookie its MACs, one for each live key
     */
    public boolean isOf(List<SecretMac> cookie) {
        return browser.isPresent() && browser.get().matchesAny(cookie);
    }

    /** What it remembers of a refusal: the event, or once that there are too many. */
    List<Event> remember(RecoveryEvent refusal, Policy policy) {
        if (remembersMore(policy)) {
            return List.of(refusal);
        }
        return suppressed ? List.of() : List.of(new RefusalsSuppressed(id(), refusal.at()));
    }

    boolean remembersMore(Policy policy) {
        return refusals < policy.refusalsMax();
    }

    boolean expiredAt(Instant at) {
        return !at.isBefore(expiresAt());
    }

    Flow lettered(RecoveryMethod method, int generation) {
        return new Flow(opened, method, browser, expiryNoted, submissions, refusals, suppressed, generation);
    }

    Flow judged(int submissions) {
        return new Flow(opened, method, browser, expiryNoted, submissions, refusals, suppressed, generation);
    }

    Flow nowOf(Optional<SecretMac> browser) {
        return new Flow(opened, method, browser, expiryNoted, submissions, refusals, suppressed, generation);
    }

    Flow expired() {
        return new Flow(opened, method, browser, true, submissions, refusals, suppressed, generation);
    }

    Flow refused() {
        return new Flow(opened, method, browser, expiryNoted, submissions, refusals + 1, suppressed, generation);
    }

    Flow refusalsSuppressed() {
        return new Flow(opened, method, browser, expiryNoted, submissions, refusals, true, generation);
    }
}
