package io.retrace.command.axon;

import io.retrace.model.event.Event;
import java.util.function.Function;

/**
 * A lifecycle as Axon knows it.
 *
 * @param events what can happen in it
 * @param aggregate the class that loads, decides and applies
 * @param blank an aggregate before its first event, by its stream
 */
public record Lifecycle<A>(Class<? extends Event> events, Class<A> aggregate, Function<String, A> blank) {}
