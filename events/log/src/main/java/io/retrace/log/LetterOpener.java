package io.retrace.log;

import com.google.crypto.tink.HybridDecrypt;
import io.retrace.model.event.SealedLetter;
import java.nio.BufferUnderflowException;
import java.security.GeneralSecurityException;
import tools.jackson.core.JacksonException;

/** Opens the letters of one of the courier's keys. Any number of threads may use it. */
public final class LetterOpener {

    private final HybridDecrypt opener;

    LetterOpener(HybridDecrypt opener) {
        this.opener = opener;
    }

    /**
     * Opens a letter.
     *
     * @param stream the stream that asked for it
     * @throws UnreadableLetter when it is of another key or stream, or holds what this version does not understand
     */
    public LetterContent open(SealedLetter letter, String stream) {
        try {
            return LetterSeal.open(letter, opener, stream);
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException _) {
            throw new UnreadableLetter("the letter does not open");
        } catch (IndexOutOfBoundsException | BufferUnderflowException _) {
            throw new UnreadableLetter("the letter's content is malformed");
        }
    }

    /** A letter that nobody will read. Neither the message nor a cause holds content. */
    public static final class UnreadableLetter extends RuntimeException {
        public UnreadableLetter(String message) {
            super(message);
        }
    }
}
