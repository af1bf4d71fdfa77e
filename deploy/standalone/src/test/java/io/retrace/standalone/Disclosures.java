package io.retrace.standalone;

import java.util.Optional;
import java.util.regex.Pattern;

/** Words that say how Retrace is made: they belong into no answer. Short ones count alone, because ciphertext may spell them. */
public final class Disclosures {

    private static final Pattern WORDS = Pattern.compile(
            "Exception|io\\.retrace|\\bjava\\.\\w+\\.|jakarta\\.|\\tat |\\.java:\\d|org\\.(?:apache|postgresql|springframework|axon)"
                    + "|\\b(?i:tomcat|coyote|psql|sqlstate|jackson|hikari)\\b"
                    + "|(?i:select .{1,200} from |insert into |duplicate key)"
                    + "|/(?:tmp|home|root|usr|var|work)/|root:x:",
            Pattern.DOTALL);

    private Disclosures() {}

    /** The first one in an answer, if any. */
    public static Optional<String> in(String answer) {
        var matcher = WORDS.matcher(answer);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
