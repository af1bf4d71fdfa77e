package io.retrace.log;

import io.retrace.model.event.AccessTokenId;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.Sha256;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The access tokens of the admin port. The database has their SHA-256 and finds one by it: 256 random bits need no slow
 * hash, and nothing is compared that could be guessed at byte by byte. Services read; the owner writes (ADR-0030).
 */
public final class AccessTokens {

    /** How each begins, so that whoever scans for leaked secrets knows one. */
    public static final String PREFIX = "rt_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private static final String COLUMNS = "select id, name, roles, created_at, expires_at, revoked_at";
    private static final String FIND = COLUMNS + " from log.access_token where hash = :hash";
    private static final String LIST = COLUMNS + " from log.access_token order by created_at, id";
    private static final String ANY = "select exists (select from log.access_token)";
    private static final String WORKING = """
            select exists (select from log.access_token where revoked_at is null and expires_at > :now)""";
    private static final String ADD = """
            insert into log.access_token (id, name, roles, hash, created_at, expires_at)
            values (:id, :name, :roles, :hash, :createdAt, :expiresAt)""";
    private static final String REVOKE = """
            update log.access_token set revoked_at = :at where id = :id and revoked_at is null""";

    private final JdbcClient jdbc;

    /** @param pool of a login that may read {@code log.access_token}; only the owner's may write */
    public AccessTokens(Pool pool) {
        this.jdbc = pool.jdbc();
    }

    /** What is known of a token that somebody shows, whether it works or not; empty when it was never made here. */
    public Optional<AccessToken> find(String text) {
        return FORM.matcher(text).matches()
                ? jdbc.sql(FIND)
                        .param("hash", Sha256.of(text))
                        .query((row, _) -> read(row))
                        .optional()
                : Optional.empty();
    }

    /** All that were ever made, the oldest first. */
    public List<AccessToken> list() {
        return jdbc.sql(LIST).query((row, _) -> read(row)).list();
    }

    /** Whether any was ever made; from then on nobody gets in without one. */
    public boolean any() {
        return jdbc.sql(ANY).query(Boolean.class).single();
    }

    /** Whether any works. */
    public boolean anyWorks(Instant now) {
        return jdbc.sql(WORKING).param("now", utc(now)).query(Boolean.class).single();
    }

    /**
     * Adds one; as the owner.
     *
     * @param text the token
     */
    public void add(AccessToken token, String text) {
        jdbc.sql(ADD)
                .param("id", token.id().value())
                .param("name", token.name())
                .param("roles", token.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .param("hash", Sha256.of(text))
                .param("createdAt", utc(token.createdAt()))
                .param("expiresAt", utc(token.expiresAt()))
                .update();
    }

    /**
     * Revokes one; as the owner.
     *
     * @return whether there was one that was not revoked
     */
    public boolean revoke(AccessTokenId id, Instant at) {
        return jdbc.sql(REVOKE).param("id", id.value()).param("at", utc(at)).update() == 1;
    }

    private static AccessToken read(ResultSet row) throws SQLException {
        return new AccessToken(
                new AccessTokenId(row.getObject("id", UUID.class)),
                row.getString("name"),
                roles(row.getArray("roles")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Set<Role> roles(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
