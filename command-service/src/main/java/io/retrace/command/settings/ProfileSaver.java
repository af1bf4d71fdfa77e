package io.retrace.command.settings;

import io.retrace.command.axon.AddressTakenException;
import io.retrace.log.Append.Claim;
import io.retrace.log.EventLog;
import io.retrace.model.identity.Identity;
import io.retrace.model.settings.SettingsReply;
import io.retrace.model.settings.SubmitProfile;
import io.retrace.wire.http.OverloadedException;
import io.retrace.wire.schema.IdentitySchemas;
import java.util.List;

/** Sends submitted traits to whoever decides, made anew for as long as the person changes meanwhile. */
final class ProfileSaver {

    private static final int ATTEMPTS_MAX = 3;

    private final EventLog log;
    private final IdentitySchemas schemas;
    private final ProfileJudge judge;

    ProfileSaver(EventLog log, IdentitySchemas schemas, ProfileJudge judge) {
        this.log = log;
        this.schemas = schemas;
        this.judge = judge;
    }

    /** Sends a command with the addresses that change hands with it. */
    @FunctionalInterface
    interface Sender {
        SettingsAnswer send(SubmitProfile command, List<Claim> claims);
    }

    /**
     * The answer to what was submitted; {@link SettingsReply.Outdated} when the person is not there any more.
     *
     * @throws OverloadedException when they changed at each attempt
     */
    SettingsAnswer save(Submit submit, Sender sender) {
        var person = submit.who().identity();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var answer = save(submit, person, sender);
            if (!(answer.reply() instanceof SettingsReply.Outdated)) {
                return answer;
            }
            if (!(log.readIdentity(person.id()) instanceof Identity.Present present && present.active())) {
                return answer;
            }
            person = present;
        }
        throw new OverloadedException("the person changed at each of " + ATTEMPTS_MAX + " attempts");
    }

    private SettingsAnswer save(Submit submit, Identity.Present person, Sender sender) {
        var schema = schemas.of(person.schemaId());
        var traits = SubmittedTraits.of(submit.asked().fields(), schema);
        var judged = judge.judge(submit.id(), traits, schema, person);
        var session = submit.who().session();
        var command = new SubmitProfile(
                submit.id(),
                person.id(),
                session.id(),
                session.method(),
                session.issuedAt(),
                judged.change(),
                submit.successor(),
                submit.asked().at());
        try {
            return sender.send(command, judged.claims());
        } catch (AddressTakenException _) {
            return sender.send(command.whereTaken(), List.of());
        }
    }
}
