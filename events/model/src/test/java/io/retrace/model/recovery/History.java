package io.retrace.model.recovery;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What has happened to the flow of these tests. It opens in minute 0 and expires in minute 60; its letters are asked
 * for in minutes 5 and 10, their codes work for 15 minutes. No two limits are alike, so that none passes for another.
 */
final class History {

    static final RecoveryId FLOW = new RecoveryId(uuid(1));
    static final RecoveryId NEXT = new RecoveryId(uuid(2));
    static final IdentityId OWNER = new IdentityId(uuid(3));
    static final AddressId ADDRESS = new AddressId(uuid(4));
    static final AddressId OTHER_ADDRESS = new AddressId(uuid(5));
    static final SecretId SECRET = new SecretId(uuid(6));
    static final SecretId SECOND_SECRET = new SecretId(uuid(7));
    static final SessionId SESSION = new SessionId(uuid(8));
    static final SettingsId SETTINGS = new SettingsId(uuid(9));

    static final SecretMac CODE = new SecretMac(1, "Zmlyc3Q");
    static final SecretMac SECOND_CODE = new SecretMac(1, "c2Vjb25k");
    static final SecretMac TOKEN = new SecretMac(3, "dG9rZW4");
    static final Sealed TYPED = new Sealed("day-2026-03-01", "dHlwZWQ");
    static final Sealed URL = new Sealed("day-2026-03-01", "dXJs");
    static final Sealed NEXT_URL = new Sealed("day-2026-03-01", "bmV4dA");
    static final Sealed SETTINGS_URL = new Sealed("day-2026-03-01", "c2V0dGluZ3M");
    static final SealedLetter LETTER = new SealedLetter("courier-2026-03-01", "bGV0dGVy");

    static final BudgetKey ADDRESS_KEY = new BudgetKey("address-YWRk");
    static final BudgetKey NETWORK = new BudgetKey("network-bmV0");
    static final Allowance ALLOWANCE = Allowance.of(NETWORK);

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

    private static final int EXPIRED = 4060005;
    private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

    private History() {}

    static Instant minute(int minutes) {
        return OPENED.plus(Duration.ofMinutes(minutes));
    }

    static Instant justBefore(Instant at) {
        return at.minusNanos(1_000);
    }

    /** The flow that takes the place of {@link #FLOW}. */
    static RecoveryInitiated next(FlowType type, Notice notice, Instant at) {
        return new RecoveryInitiated(
                NEXT,
                type,
                "code",
                notice.id() == EXPIRED ? URL : NEXT_URL,
                at.plus(Duration.ofMinutes(60)),
                Optional.of(FLOW),
                List.of(notice),
                Optional.empty(),
                Optional.of(new Beginning(FLOW.stream(), URL)),
                at);
    }

    static RecoveryInitiated initiated() {
        return initiated(FlowType.API);
    }

    static RecoveryInitiated initiated(FlowType type) {
        return new RecoveryInitiated(
                FLOW,
                type,
                "code",
                URL,
                minute(60),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                minute(0));
    }

    static RecoveryEmailRequested letter() {
        return letter(SECRET, CODE, 1, Optional.of(OWNER), Optional.of(ADDRESS), minute(5));
    }

    static RecoveryEmailRequested secondLetter() {
        return letter(SECOND_SECRET, SECOND_CODE, 2, Optional.of(OWNER), Optional.of(ADDRESS), minute(10));
    }

    static RecoveryEmailRequested lateLetter() {
        return letter(SECRET, CODE, 1, Optional.of(OWNER), Optional.of(ADDRESS), minute(50));
    }

    static RecoveryEmailRequested letterToNobody() {
        return letter(SECRET, CODE, 1, Optional.empty(), Optional.empty(), minute(5));
    }

    private static RecoveryEmailRequested letter(
            SecretId secret,
            SecretMac mac,
            int generation,
            Optional<IdentityId> owner,
            Optional<AddressId> address,
            Instant at) {
        var expiresAt = at.plus(Duration.ofMinutes(15));
        return new RecoveryEmailRequested(
                FLOW,
                generation,
                secret,
                mac,
                expiresAt,
                owner,
                address,
                TYPED,
                LETTER,
                Optional.of(ADDRESS_KEY),
                Optional.empty(),
                Optional.empty(),
                at);
    }

    static CodeRejected rejected(int submissions) {
        return new CodeRejected(FLOW, CodeRejection.NO_MATCH, submissions, minute(11));
    }

    static CodeAccepted accepted(int submissions) {
        return new CodeAccepted(FLOW, SECRET, OWNER, submissions, Optional.empty(), Optional.empty(), minute(12));
    }

    static RecoveryCompleted completed() {
        return new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), minute(12));
    }

    static RecoveryLocked locked() {
        return new RecoveryLocked(FLOW, minute(13));
    }

    static RecoveryRefused refused() {
        return new RecoveryRefused(FLOW, Refusal.MALFORMED, List.of(), minute(14));
    }

    static RefusalsSuppressed suppressed() {
        return new RefusalsSuppressed(FLOW, minute(14));
    }

    static RecoveryExpired expired() {
        return new RecoveryExpired(FLOW, minute(60));
    }

    static RecoveryReplaced replaced() {
        return new RecoveryReplaced(FLOW, new RecoveryId(uuid(99)), Replacement.EXPIRED, minute(60));
    }

    /** The owner of the address: active, the address to be verified and not so yet. */
    static Identity.Present owner() {
        return owner(true, address(ADDRESS, Set.of(Purpose.RECOVERY, Purpose.VERIFICATION), Optional.empty()));
    }

    static Identity.Present owner(boolean active, Identity.Address... addresses) {
        return new Identity.Present(
                OWNER,
                "default",
                active,
                new Sealed("identity-3", "dHJhaXRz"),
                Optional.empty(),
                false,
                List.of(addresses),
                Optional.empty(),
                minute(-100),
                minute(-100),
                minute(-100));
    }

    static Identity.Address address(AddressId id, Set<Purpose> purposes, Optional<Instant> verifiedAt) {
        return new Identity.Address(
                id, Via.EMAIL, purposes, new Sealed("identity-3", "YWRkcmVzcw"), verifiedAt, minute(-100), minute(-50));
    }

    private static UUID uuid(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L + number);
    }
}
