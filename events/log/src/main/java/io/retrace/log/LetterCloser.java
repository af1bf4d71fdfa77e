package io.retrace.log;

import com.google.crypto.tink.HybridEncrypt;
import io.retrace.model.event.SealedLetter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Closes letters under one of the courier's keys. Any number of threads may use it. */
final class LetterCloser {

    private final String keyId;
    private final HybridEncrypt closer;

    LetterCloser(String keyId, HybridEncrypt closer) {
        this.keyId = keyId;
        this.closer = closer;
    }

    /**
     * Closes a letter.
     *
     * @param stream the stream that asks for it; the letter opens only as part of it
     */
    SealedLetter close(LetterContent content, String stream) {
        try {
            var closed = closer.encrypt(LetterSeal.padded(content), stream.getBytes(StandardCharsets.UTF_8));
            return new SealedLetter(
                    keyId, Base64.getUrlEncoder().withoutPadding().encodeToString(closed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a letter cannot be closed", e);
        }
    }
}
