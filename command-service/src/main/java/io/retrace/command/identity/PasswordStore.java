package io.retrace.command.identity;

import io.retrace.log.EventDatabase;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Password hashes: Argon2id (RFC 9106) in immutable rows, written before the event that makes one current. Whoever adds
 * a row appends that event within minutes or never: {@link PasswordRetention} takes away what no event made current.
 */
public final class PasswordStore {

    // OWASP's minimum for Argon2id: 19 MiB, two passes, one lane
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private static final String ADD =
            "insert into log.password_hash (id, identity, hash) values (:id, :identity, :hash)";
    private static final String FIND = "select hash from log.password_hash where id = :id";

    private final EventDatabase database;
    private final HashingQueue queue;
    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    PasswordStore(EventDatabase database, HashingQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** An id for a row that may be added. */
    public static PasswordId newId() {
        return new PasswordId(UUID.randomUUID());
    }

    /**
     * Writes a row with the hash of a password.
     *
     * @throws io.retrace.wire.http.OverloadedException when too many wait to be hashed
     */
    public void add(PasswordId id, IdentityId identity, String password) {
        var hash = queue.await(() -> argon2.encode(password));
        database.pool()
                .jdbc()
                .sql(ADD)
                .param("id", id.value())
                .param("identity", identity.value())
                .param("hash", hash)
                .update();
    }

    /**
     * Whether a password is the one of this row.
     *
     * @throws io.retrace.wire.http.OverloadedException when too many wait to be hashed
     */
    public boolean matches(PasswordId id, String password) {
        Optional<String> hash = database.pool()
                .jdbc()
                .sql(FIND)
                .param("id", id.value())
                .query((row, _) -> row.getString("hash"))
                .optional();
        return hash.filter(kept -> queue.await(() -> argon2.matches(password, kept)))
                .isPresent();
    }
}
