package io.retrace.command.recovery;

import io.retrace.command.axon.Streams;
import io.retrace.command.identity.IdentityAggregate;
import io.retrace.command.recovery.RecoveryAnswer.CodeSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.EmailSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.Initiated;
import io.retrace.command.recovery.RecoveryAnswer.LinkFollowed;
import io.retrace.command.recovery.RecoveryAnswer.Refused;
import io.retrace.command.recovery.RecoveryAnswer.Reply;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.SecretId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A recovery as Axon sees it: loads, asks the pure {@code decide}, applies what it says, folds by {@code evolve}. */
public final class RecoveryAggregate {

    @AggregateIdentifier
    private String stream = "";

    private Recovery state = Recovery.initial();
    private Optional<RecoveryDocument> document = Optional.empty();

    public RecoveryAggregate() {
        // Axon folds the stream into it
    }

    /** One that others open; Axon locks it by this name. */
    public RecoveryAggregate(String stream) {
        this.stream = stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    RecoveryAnswer handle(InitiateRecovery command, Policy policy, Streams streams) {
        var decision = InitiateRecovery.decide(command, state, policy);
        return answer(new Initiated(streams.apply(command.recoveryId().stream(), decision)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    RecoveryAnswer handle(Submission submission, Policy policy, Streams streams) {
        if (state instanceof Known known) {
            var refusal = submission.refusal(known.flow());
            if (refusal.isPresent()) {
                return refuse(refusal.get(), policy, streams);
            }
        }
        return switch (submission.command()) {
            case SubmitEmail email -> submit(email, policy, streams);
            case CodeSubmission code -> submit(code, policy, streams);
            case RefuseRecovery refusal -> refuse(refusal, policy, streams);
            default -> throw new IllegalArgumentException("no submit");
        };
    }

    /** Any browser may follow a link. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    RecoveryAnswer handle(LinkRedemption redemption, Policy policy, Streams streams) {
        if (state instanceof Known known && known.flow().method() == RecoveryMethod.CODE) {
            return handle(redemption.otherwise(), policy, streams);
        }
        var matched = state.match(redemption.macs());
        var owner =
                matched.flatMap(this::owner).map(id -> identity(id, streams)).orElseGet(Identity::initial);
        var decision = RedeemLink.decide(redemption.command(matched), state, owner, policy);
        return answer(new LinkFollowed(streams.apply(stream, decision)));
    }

    @EventSourcingHandler
    void on(RecoveryEvent event) {
        stream = event.stream();
        state = Recovery.evolve(state, event);
        document = RecoveryDocument.evolve(document, event);
    }

    private RecoveryAnswer submit(SubmitEmail command, Policy policy, Streams streams) {
        return answer(new EmailSubmitted(streams.apply(stream, SubmitEmail.decide(command, state, policy))));
    }

    private RecoveryAnswer submit(CodeSubmission submission, Policy policy, Streams streams) {
        if (state instanceof AwaitingAddress) {
            return refuse(submission.otherwise(), policy, streams);
        }
        var matched = state.match(submission.macs());
        // right or wrong, owned or not: the same statements, so that they tell nobody
        var owner = owner(submission.decoy(), streams);
        var decision = SubmitCode.decide(submission.command(matched), state, owner, policy);
        return answer(new CodeSubmitted(streams.apply(stream, decision)));
    }

    private RecoveryAnswer refuse(RefuseRecovery command, Policy policy, Streams streams) {
        var reply = streams.apply(stream, RefuseRecovery.decide(command, state, policy));
        // a suppressed refusal is said all the same, although nothing remembers it
        var said = document.map(now -> command.notices().isEmpty() ? now : now.saying(command.notices()));
        return new RecoveryAnswer(new Refused(reply), said);
    }

    private RecoveryAnswer answer(Reply reply) {
        return new RecoveryAnswer(reply, document);
    }

    private Identity owner(IdentityId decoy, Streams streams) {
        if (!(state instanceof AwaitingCode waiting)) {
            return Identity.initial();
        }
        return identity(waiting.secret().owner().orElse(decoy), streams);
    }

    private Optional<IdentityId> owner(SecretId link) {
        return state instanceof AwaitingLink waiting ? waiting.link(link).flatMap(Secret::owner) : Optional.empty();
    }

    private static Identity identity(IdentityId id, Streams streams) {
        return streams.ask(IdentityAggregate.class, id.stream(), IdentityAggregate::state, Identity.initial());
    }
}
