package io.retrace.command.axon;

import io.retrace.log.Append.Claim;
import io.retrace.log.EventLog;
import io.retrace.log.LogUnavailable;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Origin;
import io.retrace.model.policy.Policy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Sends commands through Axon to the aggregate that decides, and gives its reply once its events are committed. When
 * somebody else appended to the stream meanwhile, it is loaded and decided again.
 */
public final class Commands implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 3;

    static {
        // Axon advertises a product of its makers at every start
        System.setProperty("disable-axoniq-console-message", "true");
    }

    private final Configuration axon;
    private final CommandBus bus;

    private Commands(Configuration axon) {
        this.axon = axon;
        this.bus = axon.commandBus();
    }

    /**
     * Axon over the log, without anything else of Axon: no server, no transaction that holds a connection while an
     * append waits, no processors.
     *
     * @param lifecycles what there is to decide about
     */
    public static Commands start(EventLog log, Policy policy, List<Lifecycle<?>> lifecycles) {
        return start(log, policy, lifecycles, _ -> {});
    }

    /**
     * The same, with somebody who counts what the log does not hold.
     *
     * @param unremembered told the stream of each decision that adds nothing to it
     */
    public static Commands start(
            EventLog log, Policy policy, List<Lifecycle<?>> lifecycles, Consumer<String> unremembered) {
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(_ -> bus())
                .configureEmbeddedEventStore(_ -> new LogStorageEngine(log))
                .registerComponent(Policy.class, _ -> policy)
                .registerComponent(Streams.class, axon -> new Streams(axon, lifecycles, unremembered));
        lifecycles.forEach(lifecycle -> configurer.configureAggregate(aggregate(lifecycle)));
        return new Commands(configurer.start());
    }

    /** Without a transaction: the append is the commit, and nothing holds a connection while it waits. */
    private static CommandBus bus() {
        var bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(
                List.of(message -> CommandContext.of(message.getMetaData()).metaData())));
        return bus;
    }

    /** Axon locks an aggregate by the name that it has when it is made. */
    private static <A> AggregateConfigurer<A> aggregate(Lifecycle<A> lifecycle) {
        return AggregateConfigurer.defaultConfiguration(lifecycle.aggregate())
                .configureCreationPolicyAggregateFactory(
                        _ -> stream -> lifecycle.blank().apply((String) Objects.requireNonNull(stream)))
                .configureCommandTargetResolver(_ -> command -> new VersionedAggregateIdentifier(
                        (Object) CommandContext.of(command.getMetaData()).stream(), null));
    }

    /** Sends a command that moves no address. */
    public <R> R send(String stream, Object command, Origin origin, Class<R> reply) {
        return send(stream, command, origin, List.of(), reply);
    }

    /**
     * Sends a command that spends. When the log says that a budget has nothing left, it is made and decided again, with
     * that as a fact.
     *
     * @param command the command, by what may still be spent
     */
    public <R> R send(
            String stream, Allowance allowance, Function<Allowance, ?> command, Origin origin, Class<R> reply) {
        var left = allowance;
        while (true) {
            try {
                return send(stream, command.apply(left), origin, reply);
            } catch (BudgetExhaustedException e) {
                if (left.lacks(e.budget())) {
                    throw e;
                }
                left = left.without(e.budget());
            }
        }
    }

    /**
     * Sends a command.
     *
     * @param claims addresses that change hands with it
     * @return the aggregate's reply; its events are committed
     * @throws AddressTakenException when a claimed address belongs to somebody else
     * @throws io.retrace.log.LogUnavailable when nothing was committed because the log does not answer, or
     *     others appended to the stream at each attempt
     */
    public <R> R send(String stream, Object command, Origin origin, List<Claim> claims, Class<R> reply) {
        var message = GenericCommandMessage.asCommandMessage(command)
                .andMetaData(new CommandContext(stream, origin, claims).metaData());
        for (int attempt = 1; ; attempt++) {
            var result = dispatch(message);
            if (!result.isExceptional()) {
                return reply.cast(result.getPayload());
            }
            var failure = result.exceptionResult();
            if (!isConflict(failure)) {
                throw rethrown(failure);
            }
            if (attempt == ATTEMPTS_MAX) {
                throw new LogUnavailable("others appended to the stream at each of " + attempt + " attempts", failure);
            }
        }
    }

    private CommandResultMessage<?> dispatch(CommandMessage<?> message) {
        var callback = new FutureCallback<Object, Object>();
        bus.dispatch(message, callback);
        return callback.getResult();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException && !(failure instanceof AggregateStreamCreationException);
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new CommandExecutionException("the command failed", failure);
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
