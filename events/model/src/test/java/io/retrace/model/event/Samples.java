package io.retrace.model.event;

import io.retrace.model.budget.Budget;
import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Budgets;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.Beginning.Shortcut;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.LetterEvent.Failure;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.AccessTokenCreated;
import io.retrace.model.event.OperationEvent.AccessTokenRevoked;
import io.retrace.model.event.OperationEvent.AuditRead;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.OperationEvent.KeyRotated;
import io.retrace.model.event.OperationEvent.LogRestored;
import io.retrace.model.event.OperationEvent.PersonalDataRevealed;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import io.retrace.model.event.OperationEvent.ReplayEnd;
import io.retrace.model.event.OperationEvent.ReplayRun;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.policy.BreachLimit;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.PolicyWith;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One event of each type with everything that it can hold, and those that can hold less with as little as they can. */
public final class Samples {

    /**
     * An event as it is stored.
     *
     * @param file the golden file that holds its bytes
     */
    public record Sample(String file, EventId id, long sequence, Origin origin, List<Spend> spends, Event event) {
        @Override
        public String toString() {
            return file;
        }
    }

    public static final Instant AT = Instant.parse("2026-03-01T12:34:56.789012Z");

    private static final EventId ID = new EventId(UUID.fromString("019ca947-0000-7000-8000-000000000001"));
    private static final EventId CAUSE = new EventId(UUID.fromString("019ca947-0000-7000-8000-000000000002"));
    private static final Instant EARLIER = Instant.parse("2026-03-01T12:34:01.5Z");
    private static final AccessTokenId TOKEN = new AccessTokenId(uuid(11));
    private static final Instant EXPIRY = Instant.parse("2026-03-01T13:34:56Z");
    private static final RecoveryId RECOVERY = new RecoveryId(uuid(1));
    private static final RecoveryId OTHER_RECOVERY = new RecoveryId(uuid(2));
    private static final SecretId SECRET = new SecretId(uuid(3));
    private static final IdentityId IDENTITY = new IdentityId(uuid(4));
    private static final AddressId ADDRESS = new AddressId(uuid(5));
    private static final SessionId SESSION = new SessionId(uuid(6));
    private static final SettingsId SETTINGS = new SettingsId(uuid(7));
    private static final SettingsId OTHER_SETTINGS = new SettingsId(uuid(8));
    private static final PasswordId PASSWORD = new PasswordId(uuid(9));
    private static final LetterId LETTER = new LetterId(ID.value());
    private static final SecretMac MAC = new SecretMac(1, "bWFj");
    private static final Sealed OF_THE_DAY = new Sealed("day-2026-03-01", "c2VhbGVk");
    private static final Sealed OF_THE_IDENTITY =
            new Sealed("identity-00000000-0000-4000-8000-000000000004", "Y2xvc2Vk");
    private static final Notice NOTICE =
            new Notice(4000040, "email", Optional.of("wording"), Optional.of(OF_THE_DAY), List.of(8L, 1772366096789L));
    private static final Notice BARE_NOTICE = new Notice(4060006, "", Optional.empty(), Optional.empty(), List.of());
    private static final Policy POLICY = new Policy(
            Duration.ofMinutes(15),
            Duration.ofSeconds(90),
            3,
            50,
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofHours(36),
            12,
            256,
            false,
            Optional.empty());

    private static final BudgetKey ADDRESS_KEY = new BudgetKey("address-a2V5");
    private static final List<Spend> SPENDS = List.of(
            new Spend(
                    BudgetName.LETTERS_PER_ADDRESS,
                    ADDRESS_KEY,
                    30,
                    Instant.parse("2026-03-01T12:00:00Z"),
                    Instant.parse("2026-03-01T13:00:00Z")),
            new Spend(
                    BudgetName.CODES_PER_IDENTITY,
                    new BudgetKey(IDENTITY.stream()),
                    50,
                    Instant.parse("2026-03-01T12:34:00Z"),
                    Instant.parse("2026-03-01T12:35:30Z")));
    private static final Policy BUDGETED = new Policy(
            Duration.ofMinutes(15),
            Duration.ofSeconds(90),
            3,
            50,
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofHours(36),
            12,
            256,
            false,
            Optional.of(new Budgets(
                    new Budget(50, Duration.ofHours(1)),
                    new Budget(40, Duration.ofMinutes(30)),
                    new Budget(30, Duration.ofHours(2)),
                    new Budget(0, Duration.ofMinutes(1)),
                    20)));
    private static final Policy REVOKING = PolicyWith.sessionsRevoked(BUDGETED);
    private static final Policy LINKING = PolicyWith.methods(
            REVOKING,
            new RecoveryMethods(
                    RecoveryMethod.LINK, List.of(RecoveryMethod.CODE, RecoveryMethod.LINK), Duration.ofMinutes(45)));
    private static final Policy RESTRICTING =
            PolicyWith.breaches(PolicyWith.credentialsOnly(REVOKING), new BreachLimit(3, false));

    private static final Origin FULL = new Origin(
            "identity-00000000-0000-4000-8000-000000000004",
            Optional.of(OF_THE_DAY),
            "x-forwarded-for",
            Optional.of(new Sealed("day-2026-03-01", "YWdlbnQ")),
            "0123456789abcdef0123456789abcdef",
            "recovery-00000000-0000-4000-8000-000000000001",
            Optional.of(CAUSE),
            "cG9saWN5",
            "retrace 0.1.0");
    private static final Origin BARE = new Origin(
            "system",
            Optional.empty(),
            "none",
            Optional.empty(),
            "00000000000000000000000000000000",
            "operation-2026-03-01",
            Optional.empty(),
            "cG9saWN5",
            "retrace 0.1.0");

    private Samples() {}

    public static List<Sample> all() {
        return Stream.of(
                        full().stream().map(event -> sample(event, ".json", 7, FULL, List.of())),
                        minimal().stream().map(event -> sample(event, ".minimal.json", 0, BARE, List.of())),
                        budgeted().stream().map(event -> sample(event, ".budgets.json", 7, FULL, SPENDS)),
                        ofBrowsers().stream().map(event -> sample(event, ".browser.json", 7, FULL, List.of())),
                        withLinks().stream().map(event -> sample(event, ".link.json", 7, FULL, List.of())),
                        skippingSettings().stream().map(event -> sample(event, ".skip.json", 7, FULL, List.of())),
                        ofProfiles().stream().map(event -> sample(event, ".profile.json", 7, FULL, List.of())))
                .flatMap(samples -> samples)
                .toList();
    }

    private static Sample sample(Event event, String suffix, long sequence, Origin origin, List<Spend> spends) {
        return new Sample(EventType.of(event).wireName() + suffix, ID, sequence, origin, spends, event);
    }

    /** One of each type, everything present. */
    private static List<Event> full() {
        return Stream.of(recovery(), identity(), session(), settings(), letter(), operation())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Event> recovery() {
        return List.of(
                new RecoveryInitiated(
                        RECOVERY,
                        FlowType.API,
                        "code",
                        OF_THE_DAY,
                        EXPIRY,
                        Optional.of(OTHER_RECOVERY),
                        List.of(NOTICE, BARE_NOTICE),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                new RecoveryEmailRequested(
                        RECOVERY,
                        2,
                        SECRET,
                        MAC,
                        EXPIRY,
                        Optional.of(IDENTITY),
                        Optional.of(ADDRESS),
                        OF_THE_IDENTITY,
                        new SealedLetter("courier-2026-03-01", "bGV0dGVy"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                new CodeRejected(RECOVERY, CodeRejection.NO_MATCH, 3, AT),
                new CodeAccepted(RECOVERY, SECRET, IDENTITY, 4, Optional.empty(), Optional.empty(), AT),
                new LinkRejected(RECOVERY, LinkRejection.VOID, Optional.of(SECRET), AT),
                new LinkRedeemed(RECOVERY, SECRET, IDENTITY, Optional.of(MAC), AT),
                new RecoveryLocked(RECOVERY, AT),
                new RecoveryExpired(RECOVERY, AT),
                new RecoveryRefused(RECOVERY, RecoveryEvent.Refusal.MALFORMED_ADDRESS, List.of(NOTICE), AT),
                new RefusalsSuppressed(RECOVERY, AT),
                new RecoveryThrottled(RECOVERY, BudgetName.CODES_PER_ADDRESS, AT),
                new RecoveryReplaced(RECOVERY, OTHER_RECOVERY, Replacement.TOO_OFTEN, AT),
                new RecoveryCompleted(RECOVERY, IDENTITY, SESSION, Optional.of(SETTINGS), AT));
    }

    private static List<Event> identity() {
        return List.of(
                new IdentityCreated(
                        IDENTITY, "default", true, OF_THE_IDENTITY, Optional.of(OF_THE_IDENTITY), false, AT),
                new AddressClaimed(IDENTITY, ADDRESS, Via.EMAIL, Set.of(Purpose.values()), OF_THE_IDENTITY, AT),
                new AddressReleased(IDENTITY, ADDRESS, AT),
                new IdentityTraitsChanged(IDENTITY, "default", OF_THE_IDENTITY, AT),
                new AddressVerified(IDENTITY, ADDRESS, AT),
                new IdentityStateChanged(IDENTITY, false, AT),
                new PasswordChanged(IDENTITY, PASSWORD, AT),
                new SessionsRevoked(IDENTITY, Optional.of(SESSION), AT),
                new IdentityDeleted(IDENTITY, AT));
    }

    private static List<Event> session() {
        return List.of(
                new SessionIssued(SESSION, IDENTITY, MAC, Method.CODE_RECOVERY, RECOVERY, EXPIRY, AT),
                new SessionRevoked(SESSION, IDENTITY, AT));
    }

    private static List<Event> settings() {
        return List.of(
                new SettingsInitiated(
                        SETTINGS,
                        IDENTITY,
                        FlowType.BROWSER,
                        OF_THE_IDENTITY,
                        EXPIRY,
                        Optional.of(RECOVERY),
                        Optional.of(OTHER_SETTINGS),
                        List.of(NOTICE),
                        AT),
                new SettingsRefused(SETTINGS, SettingsEvent.Refusal.PASSWORD_REFUSED, List.of(NOTICE), AT),
                new SettingsRefusalsSuppressed(SETTINGS, AT),
                new SettingsCompleted(SETTINGS, IDENTITY, AT));
    }

    private static List<Event> letter() {
        return List.of(
                new LetterDelivered(LETTER, "smtp", 2, AT),
                new LetterFailed(LETTER, Failure.ATTEMPTS_EXHAUSTED, 9, AT));
    }

    private static List<Event> operation() {
        return List.of(
                new PolicyChanged("cG9saWN5", POLICY, AT),
                new ProjectionRebuilt("audit", 7, 8, 8_123_456_789L, 9_007_199_254L, Duration.ofMillis(75_250), AT),
                new KeyRotated("claim.keys", 3, List.of(1, 2), AT),
                new LogRestored(1, 28_123_456, 9_007_199_254L, AT),
                new AccessTokenCreated(TOKEN, "soc", Set.of(Role.RESPONDER, Role.AUDITOR), EXPIRY, AT),
                new AccessTokenRevoked(TOKEN, AT),
                new AccessDenied("GET /admin/audit/events", Denial.ROLE_MISSING, 3, EARLIER, AT),
                new AuditRead(
                        "GET /admin/audit/events",
                        Optional.of(RECOVERY.stream()),
                        List.of("network", "type"),
                        2,
                        EARLIER,
                        AT),
                new PersonalDataRevealed(
                        "GET /admin/audit/recoveries/{id}", Optional.of(RECOVERY.stream()), OF_THE_DAY, AT),
                new ReplayRun(
                        new ReplayId(uuid(16)),
                        1,
                        9_007_199_254L,
                        Optional.of("cG9saWN5"),
                        8_123_456_789L,
                        12,
                        ReplayEnd.COMPLETED,
                        AT));
    }

    /** Those that can lack something, lacking it. */
    private static List<Event> minimal() {
        return List.of(
                new AuditRead("GET /admin/audit/events", Optional.empty(), List.of(), 1, AT, AT),
                new PersonalDataRevealed("GET /admin/audit/events", Optional.empty(), OF_THE_DAY, AT),
                new ReplayRun(new ReplayId(uuid(16)), 1, 1, Optional.empty(), 0, 0, ReplayEnd.CANCELLED, AT),
                new RecoveryInitiated(
                        RECOVERY,
                        FlowType.BROWSER,
                        "code",
                        OF_THE_DAY,
                        EXPIRY,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                new RecoveryEmailRequested(
                        RECOVERY,
                        1,
                        SECRET,
                        MAC,
                        EXPIRY,
                        Optional.empty(),
                        Optional.empty(),
                        OF_THE_DAY,
                        new SealedLetter("courier-2026-03-01", "bGV0dGVy"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                new LinkRejected(RECOVERY, LinkRejection.NO_MATCH, Optional.empty(), AT),
                new RecoveryRefused(RECOVERY, RecoveryEvent.Refusal.SESSION_PRESENT, List.of(), AT),
                new IdentityCreated(IDENTITY, "default", false, OF_THE_IDENTITY, Optional.empty(), true, AT),
                new AddressClaimed(IDENTITY, ADDRESS, Via.SMS, Set.of(), OF_THE_IDENTITY, AT),
                new SessionsRevoked(IDENTITY, Optional.empty(), AT),
                new SettingsInitiated(
                        SETTINGS,
                        IDENTITY,
                        FlowType.API,
                        OF_THE_IDENTITY,
                        EXPIRY,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        AT),
                new SettingsRefused(SETTINGS, SettingsEvent.Refusal.ANOTHER_IDENTITY, List.of(), AT));
    }

    /** Those that are older than budgets, with what budgets added to them. */
    private static List<Event> budgeted() {
        return List.of(
                new RecoveryEmailRequested(
                        RECOVERY,
                        1,
                        SECRET,
                        MAC,
                        EXPIRY,
                        Optional.empty(),
                        Optional.empty(),
                        OF_THE_DAY,
                        new SealedLetter("courier-2026-03-01", "bGV0dGVy"),
                        Optional.of(ADDRESS_KEY),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                new PolicyChanged("cG9saWN5", BUDGETED, AT));
    }

    /** Those that are older than flows of browsers, with what these added to them. */
    private static List<Event> ofBrowsers() {
        var beginning = Optional.of(new Beginning("recovery-" + uuid(2), OF_THE_DAY));
        return List.of(
                new RecoveryInitiated(
                        RECOVERY,
                        FlowType.BROWSER,
                        "code",
                        OF_THE_DAY,
                        EXPIRY,
                        Optional.empty(),
                        List.of(),
                        Optional.of(MAC),
                        beginning,
                        AT),
                new CodeAccepted(RECOVERY, SECRET, IDENTITY, 4, Optional.of(MAC), Optional.empty(), AT),
                new PolicyChanged("cG9saWN5", REVOKING, AT),
                new SettingsInitiated(
                        SETTINGS,
                        IDENTITY,
                        FlowType.BROWSER,
                        OF_THE_DAY,
                        EXPIRY,
                        Optional.of(RECOVERY),
                        Optional.empty(),
                        List.of(),
                        beginning,
                        AT));
    }

    /** Those that are older than links, with what these added to them. */
    private static List<Event> withLinks() {
        return List.of(
                new RecoveryEmailRequested(
                        RECOVERY,
                        2,
                        SECRET,
                        MAC,
                        EXPIRY,
                        Optional.of(IDENTITY),
                        Optional.of(ADDRESS),
                        OF_THE_IDENTITY,
                        new SealedLetter("courier-2026-03-01", "bGV0dGVy"),
                        Optional.of(ADDRESS_KEY),
                        Optional.of(RecoveryMethod.LINK),
                        Optional.of(OF_THE_IDENTITY),
                        AT),
                new CodeAccepted(RECOVERY, SECRET, IDENTITY, 4, Optional.of(MAC), Optional.of(OF_THE_DAY), AT),
                new PolicyChanged("cG9saWN5", LINKING, AT));
    }

    /** Those that are older than recoveries without settings, as these have them. */
    private static List<Event> skippingSettings() {
        return List.of(
                new RecoveryInitiated(
                        RECOVERY,
                        FlowType.BROWSER,
                        "code",
                        OF_THE_DAY,
                        EXPIRY,
                        Optional.empty(),
                        List.of(),
                        Optional.of(MAC),
                        Optional.of(new Beginning(RECOVERY.stream(), OF_THE_DAY, Optional.of(Shortcut.SKIP_SETTINGS))),
                        AT),
                new RecoveryCompleted(RECOVERY, IDENTITY, SESSION, Optional.empty(), AT));
    }

    /** Those that are older than profiles, with what these added to them. */
    private static List<Event> ofProfiles() {
        return List.of(
                new SettingsRefused(
                        SETTINGS,
                        SettingsEvent.Refusal.TRAITS_REFUSED,
                        List.of(NOTICE),
                        Optional.of(OF_THE_IDENTITY),
                        AT),
                new SettingsCompleted(SETTINGS, IDENTITY, Optional.of(SESSION), AT),
                new PolicyChanged("cG9saWN5", RESTRICTING, AT));
    }

    private static UUID uuid(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L + number);
    }
}
