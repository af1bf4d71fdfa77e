package io.retrace.standalone.incident;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What everybody in the week acts with. */
record Stage(
        IncidentPlan plan, SetClock clock, Agenda agenda, Client client, Deliveries deliveries, GroundTruth truth) {

    /** How long a letter is under way at most: less than the courier's claim of it holds. */
    static final Duration POST = Duration.ofSeconds(45);

    /** Does something so much later. */
    void in(Duration pause, Agenda.Step step) {
        agenda.at(now().plus(pause), step);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Asks for a letter to an address that has an account. The week does not go on by more than {@link #POST} without it.
     *
     * @param number its number in the flow, from 1
     */
    void askForLetter(Visitor visitor, String flow, String email, int number) throws IOException, InterruptedException {
        client.submitEmail(visitor, flow, email);
        in(POST, () -> deliveries.await(flow, number));
    }

    /** The code of the flow's letter with that number, the newest to the address. */
    String letter(String flow, String email, int number) throws IOException, InterruptedException {
        deliveries.await(flow, number);
        return client.mailedCode(email);
    }
}
