package io.retrace.standalone.incident;

import io.retrace.command.CommandSide;
import io.retrace.log.EventFeed;
import io.retrace.standalone.incident.HonestRecovery.Kind;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The week: who is in it, and what they do. */
public final class Incident {

    private static final int BROUGHT_IN_AT_ONCE = 8;

    /** Of ten recoveries nine are of different people; some come twice. */
    private static final int PEOPLE_OF_TEN = 9;

    private static final int VICTIMS_OWN = 2;
    private static final Duration SAID_EACH = Duration.ofHours(6);

    private final Stage stage;
    private final DailyKeys keys;
    private final Consumer<String> said;

    private Incident(Stage stage, DailyKeys keys, Consumer<String> said) {
        this.stage = stage;
        this.keys = keys;
        this.said = said;
    }

    /**
     * Plays it against a running Retrace.
     *
     * @param clock of that Retrace; it stands before the week
     * @param feed of its log
     * @param said hears how far it is, in words for a terminal
     */
    public static GroundTruth play(
            IncidentPlan plan, SetClock clock, Ports ports, CommandSide side, EventFeed feed, Consumer<String> said)
            throws IOException, InterruptedException {
        var stage = new Stage(
                plan, clock, new Agenda(clock), new Client(ports), new Deliveries(feed), new GroundTruth(plan));
        new Incident(stage, new DailyKeys(side), said).play();
        return stage.truth();
    }

    private void play() throws IOException, InterruptedException {
        int crowd = stage.plan().recoveries() - VICTIMS_OWN;
        int people = crowd * PEOPLE_OF_TEN / 10;
        said.accept("bringing in " + (people + Attack.TARGETS) + " accounts");
        var brought = bringIn(people + Attack.TARGETS);
        var targets = brought.subList(people, brought.size());
        planDays();
        planCrowd(crowd, brought.subList(0, people));
        planVictim(targets.get(Attack.VICTIM));
        new Enumeration(stage).plan();
        new Attack(stage).plan(targets);
        stage.agenda().run();
        stage.clock().putForward(stage.plan().end());
    }

    private List<Person> bringIn(int count) throws InterruptedException {
        var tasks = new ArrayList<Callable<Person>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> {
                var chance = stage.plan().chance("person", number);
                var email = Person.email(chance, number);
                return new Person(email, stage.client().createIdentity(email), Visitor.honest(chance));
            });
        }
        try (var threads = Executors.newFixedThreadPool(BROUGHT_IN_AT_ONCE)) {
            var people = new ArrayList<Person>();
            for (var person : threads.invokeAll(tasks)) {
                people.add(person.get());
            }
            return people;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an account could not be brought in", e);
        }
    }

    private void planDays() {
        var plan = stage.plan();
        for (int i = 0; i < IncidentPlan.WEEK.toDays(); i++) {
            var day = plan.monday().plusDays(i);
            stage.agenda().at(plan.begin().plus(Duration.ofDays(i)), () -> keys.await(day));
        }
        long began = System.nanoTime();
        for (var time = plan.begin(); time.isBefore(plan.end()); time = time.plus(SAID_EACH)) {
            var words = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).format(time.atZone(ZoneOffset.UTC));
            stage.agenda()
                    .at(
                            time,
                            () -> said.accept("%s  %d recoveries  (%d s)"
                                    .formatted(
                                            words,
                                            stage.truth().begun(),
                                            Duration.ofNanos(System.nanoTime() - began)
                                                    .toSeconds())));
        }
    }

    /** The first three need four tries, at hours at which they can be found. */
    private void planCrowd(int crowd, List<Person> people) {
        var plan = stage.plan();
        var unlucky = List.of(
                plan.at(DayOfWeek.TUESDAY, 10, 12),
                plan.at(DayOfWeek.THURSDAY, 19, 40),
                plan.at(DayOfWeek.SATURDAY, 15, 26));
        for (int i = 0; i < crowd; i++) {
            if (i < unlucky.size()) {
                begin(people.get(i), Kind.THREE_SLIPS, unlucky.get(i), i);
            } else {
                int person = i < people.size() ? i : unlucky.size() + i - people.size();
                var first = Rhythm.next(plan.chance("rhythm", person));
                var start = i < people.size() ? first : Rhythm.again(first);
                begin(
                        people.get(person),
                        Kind.next(plan.chance("kind", i)),
                        plan.begin().plus(start),
                        i);
            }
        }
    }

    /** On Friday evening the account is in good hands; on Sunday it comes back into them. */
    private void planVictim(Person victim) {
        begin(victim, Kind.PLAIN, stage.plan().at(DayOfWeek.FRIDAY, 20, 31), -1);
        begin(victim, Kind.PLAIN, stage.plan().at(DayOfWeek.SUNDAY, 9, 12), -2);
    }

    private void begin(Person person, Kind kind, Instant at, int number) {
        var recovery = new HonestRecovery(stage, person, kind, stage.plan().chance("recovery", number));
        stage.agenda().at(at, recovery::begin);
    }
}
