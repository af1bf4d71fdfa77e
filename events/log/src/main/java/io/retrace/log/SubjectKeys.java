package io.retrace.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data keys of subjects: one for each identity, one for each day for what belongs to nobody. They stand in a table
 * of their own, wrapped by the key-encryption key; destroying one closes everything under it for ever (ADR-0008).
 */
public final class SubjectKeys {

    private static final String FIND = """
            select wrapped_by, wrapped_key from keys.subject_key
             where subject = :subject and destroyed_at is null""";
    private static final String FIND_ALL = """
            select subject, wrapped_by, wrapped_key from keys.subject_key
             where subject = any (:subjects) and destroyed_at is null""";
    private static final String ADD = """
            insert into keys.subject_key (subject, wrapped_by, wrapped_key, created_at)
            values (:subject, :wrappedBy, :wrappedKey, :createdAt)
            on conflict (subject) do nothing""";
    private static final int KEY_BYTES = 32;
    private static final int DAYS_KEPT = 3;

    private final EventDatabase database;
    private final KeyRing keyEncryption;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AesGcm> days = new ConcurrentHashMap<>();

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
    AesGcm ofDay(String today) {
        var known = days.get(today);
        return known != null ? known : remembered(today, ofSubject(today));
    }

    /** A subject's key, made if it has none; asks the database each time. */
    AesGcm ofSubject(String subject) {
        return load(subject)
                .or(() -> {
                    add(subject);
                    return load(subject);
                })
                .orElseThrow(() -> new IllegalStateException("the key of a subject was destroyed: " + subject));
    }

    /** A subject's key; empty when it was destroyed or never was. */
    Optional<AesGcm> find(String subject) {
        var known = days.get(subject);
        if (known != null) {
            return Optional.of(known);
        }
        var found = load(subject);
        return subject.equals(today()) ? found.map(key -> remembered(subject, key)) : found;
    }

    /** The same, asking the database each time. */
    Optional<AesGcm> load(String subject) {
        return database.pool()
                .jdbc()
                .sql(FIND)
                .param("subject", subject)
                .query((row, _) -> unwrap(subject, row.getInt("wrapped_by"), row.getBytes("wrapped_key")))
                .optional();
    }

    /** The keys of these subjects, asking the database once; without those that were destroyed or never were. */
    Map<String, AesGcm> findAll(Set<String> subjects) {
        var found = new HashMap<String, AesGcm>();
        database.pool()
                .jdbc()
                .sql(FIND_ALL)
                .param("subjects", subjects.toArray(String[]::new))
                .query(row -> {
                    var subject = row.getString("subject");
                    found.put(subject, unwrap(subject, row.getInt("wrapped_by"), row.getBytes("wrapped_key")));
                });
        return found;
    }

    private AesGcm remembered(String day, AesGcm key) {
        if (days.size() >= DAYS_KEPT) {
            days.clear();
        }
        days.put(day, key);
        return key;
    }

    private void add(String subject) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        int number = keyEncryption.current();
        try {
            var wrapped = new AesGcm(keyEncryption.key(number)).encrypt(key, context(subject));
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

    private AesGcm unwrap(String subject, int number, byte[] wrapped) {
        try {
            return new AesGcm(new AesGcm(keyEncryption.key(number)).decrypt(wrapped, context(subject)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a subject cannot be unwrapped: " + subject, e);
        }
    }

    static byte[] context(String subject) {
        return subject.getBytes(StandardCharsets.UTF_8);
    }
}
