package io.retrace.log;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data keys of subjects: one for each identity, one for each day for what belongs to nobody. They stand in a table
 * of their own, wrapped by the key-encryption key; destroying one closes everything under it for ever (ADR-0008).
 */
public final class SubjectKeys {

    private static final String FIND = """
            select wrapped_by, wrapped_key from keys.subject_key
             where subject = :subject and destroyed_at is null""";
    private static final String ADD = """
            insert into keys.subject_key (subject, wrapped_by, wrapped_key, created_at)
            values (:subject, :wrappedBy, :wrappedKey, :createdAt)
            on conflict (subject) do nothing""";
    private static final int KEY_BYTES = 32;
    private static final int DAYS_KEPT = 3;

    static {
        CryptoProvider.register();
    }

    private final EventDatabase database;
    private final KeyRing keyEncryption;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Aead> days = new ConcurrentHashMap<>();

    public SubjectKeys(EventDatabase database, KeyRing keyEncryption, Clock clock) {
        this.database = database;
        this.keyEncryption = keyEncryption;
        this.clock = clock;
    }

    /** The subject of what belongs to nobody today (UTC). */
    public String today() {
        return "day-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** A day's key; the only kind that is remembered, so that no look-up tells identities apart. */
    Aead ofDay(String today) {
        var known = days.get(today);
        if (known != null) {
            return known;
        }
        if (days.size() >= DAYS_KEPT) {
            days.clear();
        }
        var made = ofSubject(today);
        days.put(today, made);
        return made;
    }

    /** A subject's key, made if it has none; asks the database each time. */
    Aead ofSubject(String subject) {
        return load(subject)
                .or(() -> {
                    add(subject);
                    return load(subject);
                })
                .orElseThrow(() -> new IllegalStateException("the key of a subject was destroyed: " + subject));
    }

    /** A subject's key; empty when it was destroyed or never was. */
    Optional<Aead> find(String subject) {
        var known = days.get(subject);
        return known != null ? Optional.of(known) : load(subject);
    }

    /** The same, asking the database each time. */
    Optional<Aead> load(String subject) {
        return database.pool()
                .jdbc()
                .sql(FIND)
                .param("subject", subject)
                .query((row, _) -> unwrap(subject, row.getInt("wrapped_by"), row.getBytes("wrapped_key")))
                .optional();
    }

    private void add(String subject) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        int number = keyEncryption.current();
        try {
            var wrapped = new AesGcmJce(keyEncryption.key(number)).encrypt(key, context(subject));
            database.pool()
                    .jdbc()
                    .sql(ADD)
                    .param("subject", subject)
                    .param("wrappedBy", number)
                    .param("wrappedKey", wrapped)
                    .param("createdAt", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be wrapped", e);
        }
    }

    private Aead unwrap(String subject, int number, byte[] wrapped) {
        try {
            return new AesGcmJce(new AesGcmJce(keyEncryption.key(number)).decrypt(wrapped, context(subject)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a subject cannot be unwrapped: " + subject, e);
        }
    }

    private static byte[] context(String subject) {
        return subject.getBytes(StandardCharsets.UTF_8);
    }
}
