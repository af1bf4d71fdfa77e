package io.retrace.command.settings;

import io.retrace.command.identity.NamedAddress;
import io.retrace.command.identity.SignInNames;
import io.retrace.command.identity.TraitsValidator;
import io.retrace.log.AddressClaims;
import io.retrace.log.Append.Claim;
import io.retrace.log.Sealing;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.settings.ProfileChange;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Finds out what submitted traits would change; the clear traits end here. */
final class ProfileJudge {

    /** What fits into an event, and still onto Kafka. */
    private static final int TRAITS_BYTES_MAX = 64 << 10;

    private static final Notice TOO_LARGE = Notice.reason("The traits are larger than 64 KiB.");
    private static final Notice NO_TRAITS = Notice.reason("Did not receive any value changes.");

    private final Sealing sealing;
    private final AddressClaims claims;
    private final TraitsValidator validator;

    ProfileJudge(Sealing sealing, AddressClaims claims, TraitsValidator validator) {
        this.sealing = sealing;
        this.claims = claims;
        this.validator = validator;
    }

    /**
     * What was found out.
     *
     * @param claims the addresses that change hands if the change is saved
     */
    record Judged(ProfileChange change, List<Claim> claims) {}

    /** Judges traits for a person as they are now. */
    Judged judge(SettingsId flow, Optional<ObjectNode> sent, IdentitySchema schema, Identity.Present person) {
        if (sent.isEmpty() || schema.traits().isEmpty()) {
            return refused(person, NO_TRAITS);
        }
        var traits = sent.get();
        var text = traits.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > TRAITS_BYTES_MAX) {
            return refused(person, TOO_LARGE);
        }
        var subject = sealing.subject(person.id());
        var typed = Optional.of(subject.seal(flow.stream(), text));
        var objections = new TraitNotices(schema, said -> subject.seal(flow.stream(), said))
                .of(validator.violations(schema, traits));
        if (!objections.isEmpty()) {
            return new Judged(
                    new ProfileChange(person, Optional.empty(), objections, typed, false, false, List.of(), List.of()),
                    List.of());
        }
        var stream = person.id().stream();
        var before = WireJson.mapper().readTree(subject.open(person.traits(), stream));
        var moves = AddressMoves.of(person, subject, NamedAddress.in(schema, traits), claims);
        var change = new ProfileChange(
                person,
                before.equals(traits) ? Optional.empty() : Optional.of(subject.seal(stream, text)),
                List.of(),
                typed,
                moves.any() || !SignInNames.in(schema, before).equals(SignInNames.in(schema, traits)),
                moves.taken(),
                moves.released(),
                moves.claimed());
        return new Judged(change, moves.claims());
    }

    private static Judged refused(Identity.Present person, Notice notice) {
        return new Judged(
                new ProfileChange(
                        person,
                        Optional.empty(),
                        List.of(notice),
                        Optional.empty(),
                        false,
                        false,
                        List.of(),
                        List.of()),
                List.of());
    }
}
