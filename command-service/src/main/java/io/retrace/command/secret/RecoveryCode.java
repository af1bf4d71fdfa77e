package io.retrace.command.secret;

/**
 * A code as a person types it; never prints.
 *
 * @param digits six decimal digits when it is ours; anything when it was submitted
 */
public record RecoveryCode(String digits) {

    @Override
    public String toString() {
        return "[hidden]";
    }
}
