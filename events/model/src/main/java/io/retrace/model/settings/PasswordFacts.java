package io.retrace.model.settings;

import io.retrace.model.event.Notice;
import io.retrace.model.policy.BreachLimit;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a decision may know of a submitted password: never the password.
 *
 * @param characters its length in Unicode code points
 * @param bytes its length in UTF-8
 * @param similar whether it is like an address of the person
 * @param current whether it is the password in force
 * @param breaches how often it stands in data breaches; empty when nobody can say
 * @param identified whether the person has a name to sign in with
 */
public record PasswordFacts(
        int characters, int bytes, boolean similar, boolean current, OptionalLong breaches, boolean identified) {

    private static final String FIELD = "password";
    private static final String UNKNOWN =
            "unable to check if password has been leaked because an unexpected network error occurred";

    /** The same of one that stands in no breach, of somebody who can sign in with it. */
    public PasswordFacts(int characters, int bytes, boolean similar, boolean current) {
        this(characters, bytes, similar, current, OptionalLong.of(0), true);
    }

    /** What is wrong with it; empty when it may be set (spec section 9.5). */
    public Optional<Notice> objection(Policy policy) {
        if (characters < policy.passwordLengthMin()) {
            return Optional.of(Notice.about(FIELD, 4000032, (long) policy.passwordLengthMin(), (long) characters));
        }
        if (bytes > policy.passwordLengthMax()) {
            return Optional.of(Notice.about(FIELD, 4000033, (long) policy.passwordLengthMax(), (long) bytes));
        }
        if (similar && policy.passwordSimilarityChecked()) {
            return Optional.of(Notice.about(FIELD, 4000031));
        }
        if (current) {
            return Optional.of(Notice.about(FIELD, 4000039));
        }
        return policy.breaches()
                .flatMap(this::breached)
                .or(() -> identified ? Optional.empty() : Optional.of(Notice.of(4000009)));
    }

    private Optional<Notice> breached(BreachLimit limit) {
        if (breaches.isPresent()) {
            return Optional.of(breaches.getAsLong())
                    .filter(found -> found > limit.occurrencesMax())
                    .map(found -> Notice.about(FIELD, 4000034, found));
        }
        return limit.unknownAccepted()
                ? Optional.empty()
                : Optional.of(new Notice(4000005, FIELD, Optional.of(UNKNOWN), Optional.empty(), List.of()));
    }

    /** The same of the password in force. */
    public PasswordFacts ofCurrent() {
        return new PasswordFacts(characters, bytes, similar, true, breaches, identified);
    }

    /** The same, once somebody was asked about breaches. */
    public PasswordFacts found(OptionalLong breaches) {
        return new PasswordFacts(characters, bytes, similar, current, breaches, identified);
    }
}
