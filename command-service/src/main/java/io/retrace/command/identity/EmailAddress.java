package io.retrace.command.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What counts as an e-mail address, and when two are the same (spec sections 1.9 and 11.3). */
public final class EmailAddress {

    private static final int LENGTH_MAX = 320;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+)*"
                    + "@[A-Za-z0-9](?:[A-Za-z0-9\\-]*[A-Za-z0-9])?(\\.[A-Za-z0-9](?:[A-Za-z0-9\\-]*[A-Za-z0-9])?)*");

    private EmailAddress() {}

    /** Whether it can be one: a local part of dotted atoms (RFC 5322) at an ASCII domain, at most 320 characters. */
    public static boolean isValid(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }

    /** The form under which it is claimed, looked up and written to. */
    public static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
