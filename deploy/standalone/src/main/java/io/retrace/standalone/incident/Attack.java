package io.retrace.standalone.incident;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * On Saturday night one tool sprays codes: many flows against a few accounts, from two networks, each account kept just
 * below what the policy allows in an hour. One guess hits, and that account is taken over.
 */
final class Attack {

    static final List<String> NETWORKS = List.of("203.0.113.0/24", "198.51.100.0/24");
    static final String AGENT = "python-requests/2.32.3";
    static final int TARGETS = 6;

    /** Among the targets, from 0. */
    static final int VICTIM = 2;

    private static final int LAST_HOUR = 4;
    private static final int FLOWS_AN_HOUR = 8;
    private static final int GUESSES = 5;
    private static final int HIT_IN_FLOW = 5;
    private static final int HIT_AT_GUESS = 3;

    private final Stage stage;
    private final SplittableRandom chance;
    private boolean taken;

    Attack(Stage stage) {
        this.stage = stage;
        this.chance = stage.plan().chance("attack", 0);
    }

    /** Puts every flow on the agenda. */
    void plan(List<Person> targets) {
        for (int hour = LAST_HOUR + 1 - stage.plan().attackParts(); hour <= LAST_HOUR; hour++) {
            for (int turn = 0; turn < FLOWS_AN_HOUR; turn++) {
                for (int target = 0; target < targets.size(); target++) {
                    boolean hits = hour == LAST_HOUR && turn == HIT_IN_FLOW && target == VICTIM;
                    var person = targets.get(target);
                    var at = stage.plan()
                            .at(DayOfWeek.SATURDAY, hour, turn * 7 + target)
                            .plusMillis(chance.nextInt(20_000));
                    boolean isVictim = target == VICTIM;
                    stage.agenda().at(at, () -> spray(person, isVictim, hits));
                }
            }
        }
    }

    private void spray(Person target, boolean isVictim, boolean hits) throws IOException, InterruptedException {
        if (isVictim && taken) {
            return;
        }
        var network = NETWORKS.get(chance.nextInt(NETWORKS.size()));
        var visitor = new Visitor(network.replace("0/24", String.valueOf(chance.nextInt(1, 255))), AGENT);
        var flow = stage.client().openRecovery(visitor);
        stage.truth().sprayed(flow, target, stage.now());
        stage.askForLetter(visitor, flow, target.email(), 1);
        stage.in(Duration.ofMillis(700), () -> guess(new Try(visitor, flow, target, hits), 0));
    }

    private record Try(Visitor visitor, String flow, Person target, boolean hits) {}

    private void guess(Try attempt, int number) throws IOException, InterruptedException {
        boolean right = attempt.hits() && number == HIT_AT_GUESS;
        var code = right
                ? stage.letter(attempt.flow(), attempt.target().email(), 1)
                : "%06d".formatted(chance.nextInt(1_000_000));
        var session = stage.client().submitCode(attempt.visitor(), attempt.flow(), code);
        if (session.isPresent() != right) {
            throw new IllegalStateException("one in a million: a guess came out as it should not; run it again");
        }
        if (session.isPresent()) {
            take(attempt, session.get());
        } else if (number + 1 < GUESSES) {
            stage.in(Duration.ofMillis(chance.nextInt(900, 1_600)), () -> guess(attempt, number + 1));
        }
    }

    private void take(Try attempt, Client.Session session) {
        taken = true;
        stage.truth().taken(attempt.flow(), attempt.target(), attempt.visitor(), stage.now());
        stage.in(Duration.ofSeconds(9), () -> {
            stage.client().setPassword(attempt.visitor(), session, "taken " + chance.nextLong(Long.MAX_VALUE));
            stage.truth().passwordSet(stage.now());
        });
        stage.in(Duration.ofSeconds(14), () -> {
            stage.client().signOutEverybodyElse(attempt.visitor(), session);
            stage.truth().signedOut(stage.now());
        });
    }
}
