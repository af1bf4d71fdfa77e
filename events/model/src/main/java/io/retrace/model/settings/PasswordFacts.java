package io.retrace.model.settings;

import io.retrace.model.event.Notice;
import io.retrace.model.policy.Policy;
import java.util.Optional;

/**
 * What a decision may know of a submitted password: never the password.
 *
 * @param characters its length in Unicode code points
 * @param bytes its length in UTF-8
 * @param similar whether it is like an address of the person
 * @param current whether it is the password in force
 */
public record PasswordFacts(int characters, int bytes, boolean similar, boolean current) {

    private static final String FIELD = "password";

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
        return current ? Optional.of(Notice.about(FIELD, 4000039)) : Optional.empty();
    }

    /** The same of the password in force. */
    public PasswordFacts ofCurrent() {
        return new PasswordFacts(characters, bytes, similar, true);
    }
}
