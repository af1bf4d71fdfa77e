package io.retrace.command.settings;

import io.retrace.command.breach.BreachedPasswords;
import io.retrace.command.identity.PasswordStore;
import io.retrace.command.identity.SignInNames;
import io.retrace.log.Sealing;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.PasswordFacts;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SettingsReply;
import io.retrace.model.settings.SubmitPassword;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out what a decision may know of a password, and hashes it if it would be saved: {@code decide} is asked before,
 * so that nobody makes the service ask others or hash in vain. The clear password ends here.
 */
final class PasswordJudge {

    /** Fewer edits than this between password and address are too few. */
    private static final int EDITS_MIN = 5;

    private final PasswordStore passwords;
    private final Sealing sealing;
    private final SignInNames names;
    private final Optional<BreachedPasswords> breaches;
    private final Policy policy;

    /**
     * A judge.
     *
     * @param breaches who is asked about data breaches, if anybody is
     */
    PasswordJudge(
            PasswordStore passwords,
            Sealing sealing,
            SignInNames names,
            Optional<BreachedPasswords> breaches,
            Policy policy) {
        this.passwords = passwords;
        this.sealing = sealing;
        this.names = names;
        this.breaches = breaches;
        this.policy = policy;
    }

    /**
     * The command with what is to know of the password, and the row with its hash when nothing speaks against it.
     *
     * @param flow as the log has it now; the aggregate decides again on what it is then
     * @throws io.retrace.wire.http.OverloadedException when too many wait to be hashed
     */
    SubmitPassword judge(SubmitPassword command, String password, Settings flow, Identity.Present identity) {
        var row = PasswordStore.newId();
        var facts = new PasswordFacts(
                password.codePointCount(0, password.length()),
                password.getBytes(StandardCharsets.UTF_8).length,
                isSimilar(password, identity),
                false,
                OptionalLong.of(0),
                names.has(identity));
        if (!wouldBeSaved(command.knowing(facts, Optional.of(row)), flow)) {
            return command.knowing(facts, Optional.empty());
        }
        var known = breaches.map(service -> facts.found(service.occurrences(password)))
                .orElse(facts);
        var judged = command.knowing(known, Optional.of(row));
        if (!wouldBeSaved(judged, flow)) {
            return command.knowing(known, Optional.empty());
        }
        if (identity.password()
                .filter(kept -> passwords.matches(kept, password))
                .isPresent()) {
            return command.knowing(known.ofCurrent(), Optional.empty());
        }
        passwords.add(row, identity.id(), password);
        return judged;
    }

    private boolean wouldBeSaved(SubmitPassword command, Settings flow) {
        return SubmitPassword.decide(command, flow, policy).reply() instanceof SettingsReply.Saved;
    }

    private boolean isSimilar(String password, Identity.Present identity) {
        var lower = password.toLowerCase(Locale.ROOT);
        return identity.addresses().stream()
                .map(address ->
                        sealing.open(address.value(), identity.id().stream()).toLowerCase(Locale.ROOT))
                .anyMatch(address -> isSimilar(lower, address));
    }

    /** Too few edits apart, or more than half of the password stands in the address (spec section 9.5). */
    static boolean isSimilar(String password, String address) {
        return edits(password, address) < EDITS_MIN || 2 * commonRun(password, address) > password.length();
    }

    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static int commonRun(String a, String b) {
        int longest = 0;
        var row = new int[b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            for (int j = b.length(); j >= 1; j--) {
                row[j] = a.charAt(i - 1) == b.charAt(j - 1) ? row[j - 1] + 1 : 0;
                longest = Math.max(longest, row[j]);
            }
        }
        return longest;
    }
}
