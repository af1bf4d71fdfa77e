package io.retrace.command.axon;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Applies what was decided to the streams that it belongs to: the command's own and others. All of it commits in one
 * append, or none.
 */
public final class Streams {

    private final Configuration axon;
    private final List<Lifecycle<?>> lifecycles;
    private final Consumer<String> unremembered;

    Streams(Configuration axon, List<Lifecycle<?>> lifecycles, Consumer<String> unremembered) {
        this.axon = axon;
        this.lifecycles = List.copyOf(lifecycles);
        this.unremembered = unremembered;
    }

    /**
     * Asks another stream's aggregate.
     *
     * @param absent the answer when there is no such stream
     */
    public <A, R> R ask(Class<A> type, String stream, Function<A, R> question, R absent) {
        try {
            return axon.repository(type).load(stream).invoke(question);
        } catch (AggregateNotFoundException _) {
            return absent;
        }
    }

    /**
     * Applies a decision's events and gives its reply.
     *
     * @param own the stream of the aggregate that decided
     */
    public <R> R apply(String own, Decision<R> decision) {
        if (decision.events().isEmpty() && AggregateLifecycle.getVersion() != null) {
            // of a stream that does not exist there is nothing to remember
            unremembered.accept(own);
        }
        var spending = Spending.metaData(decision.spends());
        for (var event : decision.events()) {
            if (event.stream().equals(own)) {
                AggregateLifecycle.apply(event, spending);
            } else {
                applyElsewhere(event, spending);
            }
            spending = MetaData.emptyInstance();
        }
        return decision.reply();
    }

    private void applyElsewhere(Event event, MetaData spending) {
        var lifecycle = lifecycles.stream()
                .filter(known -> known.events().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no aggregate for the stream " + event.stream()));
        aggregate(lifecycle, event).execute(_ -> AggregateLifecycle.apply(event, spending));
    }

    private <A> Aggregate<A> aggregate(Lifecycle<A> lifecycle, Event event) {
        var repository = axon.repository(lifecycle.aggregate());
        try {
            return opens(event)
                    ? repository.newInstance(() -> lifecycle.blank().apply(event.stream()))
                    : repository.load(event.stream());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a stream cannot be opened: " + event.stream(), e);
        }
    }

    private static boolean opens(@Nullable Event event) {
        return event instanceof RecoveryInitiated
                || event instanceof SessionIssued
                || event instanceof SettingsInitiated;
    }
}
