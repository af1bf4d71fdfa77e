package io.retrace.courier.key;

import io.retrace.log.CourierKeys;
import io.retrace.log.LetterContent;
import io.retrace.log.LetterOpener;
import io.retrace.log.LetterOpener.UnreadableLetter;
import io.retrace.model.event.SealedLetter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens letters, each with the key that it was closed for. */
public final class LetterOpeners {

    private final PrivateKeyTable table;
    private final CourierKeys keys;
    private final Map<String, LetterOpener> known = new ConcurrentHashMap<>();

    LetterOpeners(PrivateKeyTable table, CourierKeys keys) {
        this.table = table;
        this.keys = keys;
    }

    /**
     * Opens a letter.
     *
     * @param stream the stream that asked for it
     * @throws UnreadableLetter when its key was destroyed or never was, or does not open it
     */
    public LetterContent open(SealedLetter letter, String stream) {
        var opener = known.get(letter.key());
        if (opener == null) {
            opener = load(letter.key());
            known.put(letter.key(), opener);
        }
        return opener.open(letter, stream);
    }

    private LetterOpener load(String id) {
        return table.find(id)
                .map(keys::opener)
                .orElseThrow(() -> new UnreadableLetter("the letter's key is not here any more"));
    }

    /** Forgets the keys that it has loaded, so that a destroyed one is gone from memory too. */
    void forget() {
        known.clear();
    }
}
