package io.retrace.command.recovery;

import io.retrace.command.identity.EmailAddress;
import io.retrace.command.secret.RecoveryCode;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.AddressClaims;
import io.retrace.log.EventLog;
import io.retrace.log.LetterContent;
import io.retrace.log.LetterContent.Template;
import io.retrace.log.LetterPost;
import io.retrace.log.Sealing;
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
            AddressClaims.Owner decoy,
            Template forUnknown) {
        this.claims = claims;
        this.log = log;
        this.sealing = sealing;
        this.secrets = secrets;
        this.post = post;
        this.policy = policy;
        this.decoy = decoy;
        this.forUnknown = forUnknown;
    }

    /** The command for a typed address. */
    SubmitEmail prepare(RecoveryId recoveryId, String typed, Substitute substitute, Instant at) {
        var stream = recoveryId.stream();
        var found = claims.find(EmailAddress.normalised(typed));
        var owner = found.orElse(decoy);
        var stored = storedAddress(owner);
        var code = secrets.newCode();
        var address = found.isPresent()
                ? sealing.seal(owner.identityId(), stream, typed)
                : sealing.sealForTodayUnremembered(stream, typed);
        var letter = post.close(found.isPresent() ? valid(stored, code) : invalid(typed), stream);
        Optional<IdentityId> identity = found.map(AddressClaims.Owner::identityId);
        Optional<AddressId> addressId = found.map(AddressClaims.Owner::addressId);
        return new SubmitEmail(
                recoveryId,
                address,
                identity,
                addressId,
                new SecretId(UUID.randomUUID()),
                secrets.macOf(code),
                letter,
                substitute,
                at);
    }

    /** The address in its stored form, in the clear; the decoy's for nobody. */
    private String storedAddress(AddressClaims.Owner owner) {
        if (!(log.readIdentity(owner.identityId()) instanceof Identity.Present present)) {
            return "";
        }
        return present.addresses().stream()
                .filter(address -> address.id().equals(owner.addressId()))
                .map(address -> sealing.open(address.value(), owner.identityId().stream()))
                .findFirst()
                .orElse("");
    }

    private LetterContent valid(String recipient, RecoveryCode code) {
        return new LetterContent(
                Template.RECOVERY_CODE_VALID,
                recipient,
                code.digits(),
                "en",
                policy.codeLifetime().toMinutes());
    }

    private LetterContent invalid(String typed) {
        return new LetterContent(
                forUnknown, typed, "", "en", policy.codeLifetime().toMinutes());
    }
}
