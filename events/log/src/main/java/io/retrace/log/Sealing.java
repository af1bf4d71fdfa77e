package io.retrace.log;

import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Closes personal data under the key of its subject, and opens it again. The stream that will hold the ciphertext is
 * its associated data, so that moved elsewhere it does not open.
 */
public final class Sealing {

    /** What stands where a text was whose key is gone. */
    public static final String ERASED = "";

    private final SubjectKeys keys;

    public Sealing(SubjectKeys keys) {
        this.keys = keys;
    }

    /** Asks the database for the key of an identity, to close or open several things that belong to it. */
    public Subject subject(IdentityId id) {
        return new Subject(id.stream(), keys.ofSubject(id.stream()));
    }

    /** One identity, with its key. */
    public static final class Subject {

        private final String name;
        private final AesGcm key;

        private Subject(String name, AesGcm key) {
            this.name = name;
            this.key = key;
        }

        /** Closes what belongs to it. */
        public Sealed seal(String stream, String text) {
            return Sealing.seal(name, key, stream, text);
        }

        /** The text of what belongs to it. */
        public String open(Sealed sealed, String stream) {
            return Sealing.open(key, sealed, stream);
        }
    }

    /** Asks the database once for the keys of many subjects, to open what belongs to them. */
    public Subjects subjects(Set<String> names) {
        return new Subjects(keys.findAll(names));
    }

    /** Many subjects, with the keys that they still have. */
    public static final class Subjects {

        private final Map<String, AesGcm> keys;

        private Subjects(Map<String, AesGcm> keys) {
            this.keys = Map.copyOf(keys);
        }

        /** The text; empty when its subject's key was destroyed. */
        public Optional<String> open(Sealed sealed, String stream) {
            return Optional.ofNullable(keys.get(sealed.subject())).map(key -> Sealing.open(key, sealed, stream));
        }
    }

    /** Closes what belongs to an identity. */
    public Sealed seal(IdentityId id, String stream, String text) {
        return subject(id).seal(stream, text);
    }

    /** Closes what belongs to nobody: client addresses, user agents, request URLs, unknown addresses. */
    public Sealed sealForToday(String stream, String text) {
        var today = keys.today();
        return seal(today, keys.ofDay(today), stream, text);
    }

    /**
     * The text of what may belong to somebody or to nobody: asks the database in either case, so that the two cannot be
     * told apart.
     */
    public String openUnremembered(Sealed sealed, String stream) {
        return keys.load(sealed.subject()).map(key -> open(key, sealed, stream)).orElse(ERASED);
    }

    /** The text; {@link #ERASED} when its subject's key was destroyed. */
    public String open(Sealed sealed, String stream) {
        return keys.find(sealed.subject()).map(key -> open(key, sealed, stream)).orElse(ERASED);
    }

    /** The text of what somebody brings back who was given it; empty when it was not closed here, for that stream. */
    public Optional<String> openBrought(Sealed brought, String stream) {
        return keys.find(brought.subject()).flatMap(key -> {
            try {
                return Optional.of(text(key, brought, stream));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                return Optional.empty();
            }
        });
    }

    private static Sealed seal(String subject, AesGcm key, String stream, String text) {
        try {
            var closed = key.encrypt(text.getBytes(StandardCharsets.UTF_8), stream.getBytes(StandardCharsets.UTF_8));
            return new Sealed(subject, Base64.getUrlEncoder().withoutPadding().encodeToString(closed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal data cannot be closed", e);
        }
    }

    private static String open(AesGcm key, Sealed sealed, String stream) {
        try {
            return text(key, sealed, stream);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal data of " + sealed.subject() + " does not open here", e);
        }
    }

    private static String text(AesGcm key, Sealed sealed, String stream) throws GeneralSecurityException {
        var text = key.decrypt(Base64.getUrlDecoder().decode(sealed.text()), stream.getBytes(StandardCharsets.UTF_8));
        return new String(text, StandardCharsets.UTF_8);
    }
}
