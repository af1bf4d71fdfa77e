package io.retrace.command.settings;

import io.retrace.command.axon.Streams;
import io.retrace.command.identity.IdentityAggregate;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.InitiateSettings;
import io.retrace.model.settings.RefuseSettings;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SubmitPassword;
import io.retrace.model.settings.SubmitProfile;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A settings flow as Axon sees it: loads, asks the pure {@code decide}, applies what it says, folds by {@code evolve}. */
public final class SettingsAggregate {

    @AggregateIdentifier
    private String stream = "";

    private Settings state = Settings.initial();
    private Optional<SettingsDocument> document = Optional.empty();

    public SettingsAggregate() {
        // Axon folds the stream into it
    }

    /** One that others open; Axon locks it by this name. */
    public SettingsAggregate(String stream) {
        this.stream = stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    SettingsDocument handle(InitiateSettings command, Policy policy, Streams streams) {
        streams.apply(command.settingsId().stream(), InitiateSettings.decide(command, state, policy));
        return document.orElseThrow(() -> new IllegalStateException("a fresh settings id was in use"));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SettingsAnswer handle(SubmitPassword command, Policy policy, Streams streams) {
        var reply = streams.apply(stream, SubmitPassword.decide(command, state, policy));
        return new SettingsAnswer(reply, document);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SettingsAnswer handle(SubmitProfile command, Policy policy, Streams streams) {
        var person = streams.ask(
                IdentityAggregate.class, command.identityId().stream(), IdentityAggregate::state, Identity.initial());
        var reply = streams.apply(stream, SubmitProfile.decide(command, state, person, policy));
        return new SettingsAnswer(reply, document);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SettingsAnswer handle(RefuseSettings command, Policy policy, Streams streams) {
        var reply = streams.apply(stream, RefuseSettings.decide(command, state, policy));
        // a suppressed refusal is said all the same, although nothing remembers it
        var said = document.map(now -> command.notices().isEmpty() ? now : now.saying(List.copyOf(command.notices())));
        return new SettingsAnswer(reply, said);
    }

    @EventSourcingHandler
    void on(SettingsEvent event) {
        stream = event.stream();
        state = Settings.evolve(state, event);
        document = SettingsDocument.evolve(document, event);
    }
}
