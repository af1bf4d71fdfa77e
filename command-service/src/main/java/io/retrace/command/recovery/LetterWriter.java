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
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.SubmitEmail;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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
    private final String linkBase;

    /**
     * Who writes.
     *
     * @param decoy stands in for the owner that an address does not have
     * @param forUnknown what an address gets that nobody owns
     * @param linkBase where links lead, without a trailing slash
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
            Template forUnknown,
            String linkBase) {
        this.claims = claims;
        this.log = log;
        this.sealing = sealing;
        this.secrets = secrets;
        this.post = post;
        this.policy = policy;
        this.budgets = budgets;
        this.decoy = decoy;
        this.forUnknown = forUnknown;
        this.linkBase = linkBase;
    }

    /** Whom to look at where there is nobody. */
    IdentityId decoy() {
        return decoy.identityId();
    }

    /** The command for a typed address; with a letter that goes to nobody when the address may get no more. */
    SubmitEmail prepare(Submit submit, RecoveryMethod method, String typed, Allowance allowance) {
        var stream = submit.id().stream();
        var normalised = EmailAddress.normalised(typed);
        var found = claims.find(normalised);
        var owner = found.orElse(decoy);
        var owners = sealing.subject(owner.identityId());
        var stored = storedAddress(owner, owners);
        var secret = newSecret(submit.id(), method);
        var address = close(found, owners, stream, typed);
        var payload = submit.asked().fields().payload().map(json -> close(found, owners, stream, json));
        var content = found.isPresent() ? secret.letter().apply(stored) : content(forUnknown, typed, "", method);
        var letter =
                allowance.lacks(BudgetName.LETTERS_PER_ADDRESS) ? content(Template.SILENT, typed, "", method) : content;
        Optional<IdentityId> identity = found.map(AddressClaims.Owner::identityId);
        Optional<AddressId> addressId = found.map(AddressClaims.Owner::addressId);
        return new SubmitEmail(
                submit.id(),
                address,
                budgets.address(normalised),
                identity,
                addressId,
                method,
                new SecretId(UUID.randomUUID()),
                secret.mac(),
                post.close(letter, stream),
                payload,
                submit.substitute(),
                allowance,
                submit.asked().at());
    }

    /** What is kept of a new secret, and the letter to an address that hands it over. */
    private record Issued(SecretMac mac, Function<String, LetterContent> letter) {}

    private Issued newSecret(RecoveryId id, RecoveryMethod method) {
        return switch (method) {
            case CODE -> {
                var code = secrets.newCode();
                yield new Issued(
                        secrets.macOf(code),
                        recipient -> content(Template.RECOVERY_CODE_VALID, recipient, code.digits(), method));
            }
            case LINK -> {
                var token = secrets.newLinkToken();
                var link = linkBase + "/self-service/recovery?flow=" + id + "&token=" + token.text();
                yield new Issued(
                        secrets.macOf(token), recipient -> content(Template.RECOVERY_VALID, recipient, link, method));
            }
        };
    }

    /** Under the owner's key, or the day's where there is none. */
    private Sealed close(Optional<AddressClaims.Owner> found, Sealing.Subject owners, String stream, String text) {
        return found.isPresent() ? owners.seal(stream, text) : sealing.sealForToday(stream, text);
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

    private LetterContent content(Template template, String recipient, String secret, RecoveryMethod method) {
        return new LetterContent(
                template, recipient, secret, "en", policy.lifetime(method).toMinutes());
    }
}
