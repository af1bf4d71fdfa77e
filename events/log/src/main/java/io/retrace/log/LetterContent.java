package io.retrace.log;

/**
 * What a letter says, in the clear: only ever inside a {@link LetterSeal}.
 *
 * @param template which letter (spec section 12.1)
 * @param recipient where it goes
 * @param secret what it hands over, a code or a link to follow; empty when it hands over nothing
 * @param language BCP 47
 * @param minutes how long that works, in whole minutes, as the letter says it
 */
public record LetterContent(Template template, String recipient, String secret, String language, long minutes) {

    /** The letters there are. */
    public enum Template {
        /** A code for whoever owns the address. */
        RECOVERY_CODE_VALID,
        /** Word that somebody tried, for an address that nobody owns. */
        RECOVERY_CODE_INVALID,
        /** A link for whoever owns the address. */
        RECOVERY_VALID,
        /** Nothing is to be sent; it only travels because others do. */
        SILENT
    }

    @Override
    public String toString() {
        return "LetterContent[hidden]";
    }
}
