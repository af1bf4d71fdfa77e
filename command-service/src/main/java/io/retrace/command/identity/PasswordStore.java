package io.retrace.command.identity;

import io.retrace.log.EventDatabase;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Password hashes: Argon2id (RFC 9106) in immutable rows, written before the event that makes one current. At most as
 * many are computed at once as there are cores; the others wait.
 */
public final class PasswordStore {

    // OWASP's minimum for Argon2id: 19 MiB, two passes, one lane
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private static final String ADD =
            "insert into log.password_hash (id, identity, hash, created_at) values (:id, :identity, :hash, :at)";
    private static final String FIND = "select hash from log.password_hash where id = :id";

    private final EventDatabase database;
    private final Clock clock;
    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    public PasswordStore(EventDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes a row with the hash of a password. */
    public PasswordId add(IdentityId identity, String password) {
        var id = new PasswordId(UUID.randomUUID());
        cores.acquireUninterruptibly();
        String hash;
        try {
            hash = argon2.encode(password);
        } finally {
            cores.release();
        }
        database.pool()
                .jdbc()
                .sql(ADD)
                .param("id", id.value())
                .param("identity", identity.value())
                .param("hash", hash)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return id;
    }

    /** Whether a password is the one of this row. */
    public boolean matches(PasswordId id, String password) {
        Optional<String> hash = database.pool()
                .jdbc()
                .sql(FIND)
                .param("id", id.value())
                .query((row, _) -> row.getString("hash"))
                .optional();
        cores.acquireUninterruptibly();
        try {
            return hash.filter(kept -> argon2.matches(password, kept)).isPresent();
        } finally {
            cores.release();
        }
    }
}
