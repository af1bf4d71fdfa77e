package io.retrace.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The courier's side of letters: makes its pairs of keys, publishes their public halves to the log, and opens what was
 * closed for them. Private halves leave this class only wrapped under the key ring {@code courier}, bound to their id.
 */
public final class CourierKeys {

    private static final String PUBLISH = """
            insert into log.courier_key (id, public_key, valid_from, valid_until)
            values (:id, :publicKey, :validFrom, :validUntil)
            on conflict (id) do nothing""";

    private final EventDatabase database;
    private final KeyRing wrapping;

    /**
     * The courier's keys.
     *
     * @param database the log as the courier's login sees it
     * @param wrapping the key ring {@code courier}
     */
    public CourierKeys(EventDatabase database, KeyRing wrapping) {
        this.database = database;
        this.wrapping = wrapping;
    }

    /**
     * A pair of keys as the courier keeps it.
     *
     * @param wrappedBy number of the key that wraps the private half
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Pair(String id, byte[] publicKey, int wrappedBy, byte[] wrappedKey) {

        @Override
        public String toString() {
            return "Pair[id=" + id + "]";
        }
    }

    /** A new pair under an id that was never used before. */
    public Pair make(String id) {
        try {
            var keys = LetterSeal.newKeys();
            int number = wrapping.current();
            var wrapped = new AesGcm(wrapping.key(number)).encrypt(LetterSeal.privateHalf(keys), context(id));
            return new Pair(id, LetterSeal.publicHalf(keys), number, wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a courier key cannot be made", e);
        }
    }

    /**
     * Publishes the public half; doing so again changes nothing.
     *
     * @param validUntil exclusive; from then on no letter is closed under it
     */
    public void publish(Pair pair, Instant validFrom, Instant validUntil) {
        database.pool()
                .jdbc()
                .sql(PUBLISH)
                .param("id", pair.id())
                .param("publicKey", pair.publicKey())
                .param("validFrom", OffsetDateTime.ofInstant(validFrom, ZoneOffset.UTC))
                .param("validUntil", OffsetDateTime.ofInstant(validUntil, ZoneOffset.UTC))
                .update();
    }

    /** Opens the letters of a pair. */
    public LetterOpener opener(Pair pair) {
        try {
            var wrappedBy = new AesGcm(wrapping.key(pair.wrappedBy()));
            return new LetterOpener(LetterSeal.opener(wrappedBy.decrypt(pair.wrappedKey(), context(pair.id()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a courier key cannot be unwrapped: " + pair.id(), e);
        }
    }

    private static byte[] context(String id) {
        return ("courier-key-" + id).getBytes(StandardCharsets.UTF_8);
    }
}
