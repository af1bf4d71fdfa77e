package io.retrace.wire.access;

import com.fasterxml.uuid.Generators;
import io.retrace.log.AccessToken;
import io.retrace.log.AccessTokens;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.OperationLog;
import io.retrace.log.Pool;
import io.retrace.model.event.AccessTokenId;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.OperationEvent.AccessTokenCreated;
import io.retrace.model.event.OperationEvent.AccessTokenRevoked;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.Origin;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Software;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code token create}, {@code token list} and {@code token revoke}, run by the owner of the database. */
public sealed interface TokenCommand {

    /**
     * Makes a token.
     *
     * @param name who will hold it: a system or a team, no person's data
     * @param days for how long, 1 to 366
     */
    record Create(String name, Set<Role> roles, int days) implements TokenCommand {

        private static final int DAYS_MAX = 366;

        public Create {
            roles = Set.copyOf(roles);
            if (!name.matches("[A-Za-z0-9._ -]{1,64}")) {
                throw new IllegalArgumentException("--name must have 1 to 64 letters, figures, spaces, . _ or -");
            }
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("--roles must name some of operator, auditor, responder");
            }
            if (days < 1 || days > DAYS_MAX) {
                throw new IllegalArgumentException("--days must be from 1 to " + DAYS_MAX + ", was " + days);
            }
        }
    }

    /** Tells which there are. */
    record Listing() implements TokenCommand {}

    /** Makes a token work no longer. */
    record Revoke(AccessTokenId token) implements TokenCommand {}

    /**
     * What was typed behind {@code token}.
     *
     * @throws IllegalArgumentException a sentence that says what is wrong
     */
    static TokenCommand of(List<String> words) {
        var typed = TypedWords.of(words, Set.of("name", "roles", "days"));
        return switch (typed.first()) {
            case "create" ->
                new Create(
                        typed.option("name", ""), roles(typed.option("roles", "")), days(typed.option("days", "90")));
            case "list" -> new Listing();
            case "revoke" ->
                new Revoke(Query.uuid(typed.second())
                        .map(AccessTokenId::new)
                        .orElseThrow(() -> new IllegalArgumentException("token revoke needs the id of a token")));
            default ->
                throw new IllegalArgumentException(
                        "it is token create --name=NAME --roles=ROLE,ROLE --days=DAYS, token list, or token revoke ID");
        };
    }

    private static Set<Role> roles(String names) {
        try {
            return List.of(names.split(",")).stream()
                    .filter(name -> !name.isBlank())
                    .map(name -> Role.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--roles must name some of operator, auditor, responder", e);
        }
    }

    private static int days(String number) {
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
    }

    /**
     * Does it, and puts it on record in the same transaction.
     *
     * @return what came of it, with a new token in clear: nobody can show it a second time
     */
    default String run(DatabaseSettings owner, Clock clock) {
        try (var pool = Pool.open("token", owner)) {
            return new Owner(pool, clock.instant().truncatedTo(ChronoUnit.MICROS)).run(this);
        }
    }

    /** Whoever has the owner's login. */
    final class Owner {

        private static final int TOKEN_BYTES = 32;
        private static final Origin ORIGIN = Origin.of("owner", Software.NAME);

        private final Pool pool;
        private final Instant now;
        private final AccessTokens tokens;
        private final OperationLog log;

        private Owner(Pool pool, Instant now) {
            this.pool = pool;
            this.now = now;
            this.tokens = new AccessTokens(pool);
            this.log = new OperationLog(pool, new EventCodec(), Software.NAME);
        }

        private String run(TokenCommand command) {
            return switch (command) {
                case Create create -> create(create);
                case Listing _ -> list();
                case Revoke(var token) -> revoke(token);
            };
        }

        private String create(Create create) {
            var token = new AccessToken(
                    new AccessTokenId(Generators.timeBasedEpochGenerator().generate()),
                    create.name(),
                    create.roles(),
                    now,
                    now.plus(Duration.ofDays(create.days())),
                    Optional.empty());
            var text = random();
            pool.transactions().executeWithoutResult(_ -> {
                tokens.add(token, text);
                log.append(
                        new AccessTokenCreated(token.id(), token.name(), token.roles(), token.expiresAt(), now),
                        ORIGIN);
            });
            return "this token is shown once; " + words(token) + System.lineSeparator() + text;
        }

        private String list() {
            return tokens.list().stream()
                    .map(this::words)
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(),
                            all -> all.isEmpty()
                                    ? "no token was ever made"
                                    : String.join(System.lineSeparator(), all)));
        }

        private String revoke(AccessTokenId id) {
            pool.transactions().executeWithoutResult(_ -> {
                if (!tokens.revoke(id, now)) {
                    throw new IllegalStateException("there is no token " + id + " that could be revoked");
                }
                log.append(new AccessTokenRevoked(id, now), ORIGIN);
            });
            return "the token " + id + " is revoked";
        }

        private String words(AccessToken token) {
            var state = token.revokedAt()
                    .map(at -> "revoked at " + at)
                    .orElseGet(
                            () -> (token.denial(now).isEmpty() ? "works until " : "expired at ") + token.expiresAt());
            var roles = new TreeSet<>(token.roles())
                    .stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
            return token.id() + " " + token.name() + ", " + roles + ", " + state;
        }

        private static String random() {
            var bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            return AccessTokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
