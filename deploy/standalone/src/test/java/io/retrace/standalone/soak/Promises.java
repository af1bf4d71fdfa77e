package io.retrace.standalone.soak;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients were told, and what follows from it. Many clients write to it at once. */
final class Promises {

    private final Queue<Kept> events = new ConcurrentLinkedQueue<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Queue<String> letters = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger journeys = new AtomicInteger();

    /** An event that an answer stands for. */
    record Kept(String stream, String type) {}

    void answered() {
        answered.incrementAndGet();
    }

    /** A request that was sent and whose connection was cut; nobody knows what became of it. */
    void unanswered() {
        unanswered.incrementAndGet();
    }

    void journeyDone() {
        journeys.incrementAndGet();
    }

    /** The answer said so, and the log must too. */
    void event(String stream, String type) {
        events.add(new Kept(stream, type));
    }

    /** The last state that a recovery's answers had. */
    void state(String flow, String state) {
        states.put(flow, state);
    }

    /** The answer said that a letter is on its way. */
    void letterTo(String address) {
        letters.add(address);
    }

    /** An answer that nobody can explain. */
    void surprise(String what) {
        surprises.add(what);
    }

    List<Kept> events() {
        return List.copyOf(events);
    }

    Map<String, String> states() {
        return Map.copyOf(states);
    }

    List<String> letters() {
        return List.copyOf(letters);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    int requestsAnswered() {
        return answered.get();
    }

    int requestsUnanswered() {
        return unanswered.get();
    }

    int journeysDone() {
        return journeys.get();
    }
}
