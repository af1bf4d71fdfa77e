package io.retrace.command.recovery;

import io.retrace.command.identity.EmailAddress;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.AddressClaims;
import io.retrace.log.BudgetKeys;
import io.retrace.log.EventLog;
import io.retrace.log.LetterContent;
import io.retrace.log.LetterContent.Template;
import io.retrace.log.LetterPost;
import io.retrace.log.Sealing;
import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.model.recovery.Substitute;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Prepares the letter that a submitted address asks for. Whoever owns the address, or nobody, the same steps are taken
 * and the same statements run: for nobody they are run on the decoy (ADR-0015).
 */
final class LetterWriter {

    private final AddressClaims claims;
    private final EventLog log;
    private final Sealing sealing;
    private final SecretSource secrets;
    private final LetterPost post;
    private final Policy policy;
    private final BudgetKeys budgets;
    private final AddressClaims.Owner decoy;
    private final Template forUnknown;

    /**
     * Who writes.
     *
     * @param decoy stands in for the owner that an address does not have
     * @param forUnknown what an address gets that nobody owns
     */
    LetterWriter(
            AddressClaims claims,
            EventLog log,
            Sealing sealing,
            SecretSource secrets,
            LetterPost post,
            Policy policy,
            BudgetKeys budgets,
            AddressClaims.Owner decoy,
            Template forUnknown) {
        this.claims = claims;
        this.log = log;
        this.sealing = sealing;
        this.secrets = secrets;
        this.post = post;
        this.policy = policy;
        this.budgets = budgets;
        this.decoy = decoy;
        this.forUnknown = forUnknown;
    }

    /** Whom to look at where there is nobody. */
    IdentityId decoy() {
        return decoy.identityId();
    }

    /** The command for a typed address; with a letter that goes to nobody when the address may get no more. */
    SubmitEmail prepare(RecoveryId recoveryId, String typed, Substitute substitute, Allowance allowance, Instant at) {
        var stream = recoveryId.stream();
        var normalised = EmailAddress.normalised(typed);
        var found = claims.find(normalised);
        var owner = found.orElse(decoy);
        var owners = sealing.subject(owner.identityId());
        var stored = storedAddress(owner, owners);
        var code = secrets.newCode();
        var address = found.isPresent() ? owners.seal(stream, typed) : sealing.sealForToday(stream, typed);
        var content = found.isPresent()
                ? content(Template.RECOVERY_CODE_VALID, stored, code.digits())
                : content(forUnknown, typed, "");
        var letter = allowance.lacks(BudgetName.LETTERS_PER_ADDRESS) ? content(Template.SILENT, typed, "") : content;
        Optional<IdentityId> identity = found.map(AddressClaims.Owner::identityId);
        Optional<AddressId> addressId = found.map(AddressClaims.Owner::addressId);
        return new SubmitEmail(
                recoveryId,
                address,
                budgets.address(normalised),
                identity,
                addressId,
                new SecretId(UUID.randomUUID()),
                secrets.macOf(code),
                post.close(letter, stream),
                substitute,
                allowance,
                at);
    }

    /** The address in its stored form, in the clear; the decoy's for nobody. */
    private String storedAddress(AddressClaims.Owner owner, Sealing.Subject subject) {
        if (!(log.readIdentity(owner.identityId()) instanceof Identity.Present present)) {
            return "";
        }
        return present.addresses().stream()
                .filter(address -> address.id().equals(owner.addressId()))
                .map(address -> subject.open(address.value(), owner.identityId().stream()))
                .findFirst()
                .orElse("");
    }

    private LetterContent content(Template template, String recipient, String code) {
        return new LetterContent(
                template, recipient, code, "en", policy.codeLifetime().toMinutes());
    }
}
