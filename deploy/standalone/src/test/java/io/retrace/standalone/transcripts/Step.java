package io.retrace.standalone.transcripts;

import java.time.Duration;
import java.util.Optional;

/** One entry of a transcript. */
sealed interface Step {

    String name();

    /**
     * One question and its recorded answer.
     *
     * @param actor who asks: {@code native}, {@code browser-2}, {@code operator} and so on
     * @param defect the fault of Kratos which the answer shows: {@code D17}, or {@code newer}
     */
    record Exchange(String name, String actor, Request request, Expected expected, Optional<String> defect)
            implements Step {

        boolean keepsCookies() {
            return actor.startsWith("browser") || actor.startsWith("spa");
        }
    }

    /** The next mail to an address. */
    record Mail(String name, String to, String from, String subject, String type, String text, String html)
            implements Step {}

    /** No mail to that address arrives within 700 ms. */
    record NoMail(String name, String address) implements Step {}

    /** Time that passes. */
    record Wait(String name, Duration duration) implements Step {}
}
