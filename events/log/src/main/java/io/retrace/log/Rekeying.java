package io.retrace.log;

import java.time.Clock;

/**
 * Frees what was claimed and wrapped before from older keys, as the owner of the schemas and while the services run. When
 * it is done, a key of {@code claim.keys} or {@code kek.keys} that makes nothing new any more can be removed (ADR-0024). It
 * can be broken off and done again at any time.
 */
public final class Rekeying {

    private final DatabaseSettings owner;
    private final KeyRing keyEncryption;
    private final KeyRing claimKeys;
    private final Clock clock;

    /**
     * With the keys that every node has by now.
     *
     * @param keys where {@code kek.keys} and {@code claim.keys} are
     */
    public Rekeying(DatabaseSettings owner, KeyDirectory keys, Clock clock) {
        this.owner = owner;
        this.keyEncryption = keys.ring("kek");
        this.claimKeys = keys.ring("claim");
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param rewrapped how many keys of subjects were under an older key
     * @param written how many claims were missing under a live key
     * @param removed how many claims stood under a key that is gone
     */
    public record Result(int rewrapped, int written, int removed) {

        /** The same as a sentence. */
        public String words() {
            return "keys of subjects wrapped under the newest key: " + rewrapped + "; claims of addresses written: "
                    + written + ", removed: " + removed;
        }
    }

    /**
     * Does it.
     *
     * @throws IllegalStateException when something is under a key that is in neither file any more
     */
    public Result run() {
        try (var pool = Pool.open("rekey", owner)) {
            int rewrapped = new SubjectKeysRewrap(pool, keyEncryption).run();
            var claims = new ClaimRebuild(pool, keyEncryption, claimKeys, clock).run();
            return new Result(rewrapped, claims.written(), claims.removed());
        }
    }
}
