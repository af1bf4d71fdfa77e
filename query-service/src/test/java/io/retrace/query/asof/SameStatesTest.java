package io.retrace.query.asof;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.EventFeed;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.policy.Policy;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Rebuilding;
import io.retrace.query.feed.ViewLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hashes of states, taken while people recover and the views follow as they can, are those that come of the same questions
 * when every view was dropped and built anew, otherwise and elsewhere. {@code -Dretrace.asof.hashes=10000} is the full count.
 */
class SameStatesTest {

    private static final int HASHES = Integer.getInteger("retrace.asof.hashes", 150);
    private static final int BATCH = 3;
    private static final long SEED = Long.getLong("retrace.asof.seed", 20_261_121L);
    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();

    private final SetClock clock = new SetClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final ViewLog log = new ViewLog(clock);
    private final List<Thing> things = new CopyOnWriteArrayList<>();
    private final Map<Question, String> live = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();

    private record Thing(String kind, UUID id) {}

    private record Question(Thing thing, long position) {}

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void the_same_questions_have_the_same_answers_after_everything_was_built_anew() throws Exception {
        var seen = new Seen(log);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = others.submit(() -> live(seen));
            try {
                var one = others.submit(() -> ask(seen, new Random(SEED + 1)));
                var other = others.submit(() -> ask(seen, new Random(SEED + 2)));
                one.get();
                other.get();
            } finally {
                enough.set(true);
            }
            load.get();
        }
        assertThat(live).as("seed %s", SEED).hasSizeGreaterThanOrEqualTo(HASHES);
        assertThat(live.values().stream().distinct().count()).isGreaterThan(10);

        elsewhere(SameStatesTest::fillTwice);
        elsewhere(SameStatesTest::rebuild);
    }

    /** Empty views are filled, and each batch comes once more. */
    private static void fillTwice(QuerySide ignored, Seen seen) {
        seen.forget();
        seen.follow();
        seen.again();
    }

    /** Empty views are built anew as an operator has it done: a generation beside the other, with breakdowns on the way. */
    private static void rebuild(QuerySide side, Seen seen) {
        seen.forget();
        try (var feed = new EventFeed(side.database(), side.codec())) {
            var rebuilding = new Rebuilding(side, feed);
            for (var projection : seen.projections()) {
                rebuilding.build(rebuilding.stumbling(projection), BATCH);
                rebuilding.build(projection, 2 * BATCH);
            }
        }
    }

    /** A node in another country builds the views anew, in batches of another size. */
    private void elsewhere(BiConsumer<QuerySide, Seen> build) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        log.execute("alter role query set bytea_output = 'escape'");
        try (var side = log.anotherSide()) {
            var seen = new Seen(log, side, 7);
            build.accept(side, seen);
            var asked = new Asked(side, clock, seen);
            live.forEach((question, hash) -> assertThat(
                            asked.hash(question.thing().kind(), question.thing().id(), question.position()))
                    .as("%s, seed %s", question, SEED)
                    .contains(hash));
        } finally {
            log.execute("alter role query reset bytea_output");
            TimeZone.setDefault(ZONE);
            Locale.setDefault(LOCALE);
        }
    }

    /** People come, recover, and are attacked; now and then the views follow. */
    private void live(Seen seen) {
        var random = new Random(SEED);
        var life = new Life(log, clock).under(Policy.kratos());
        var people = new ArrayList<IdentityId>();
        while (!enough.get()) {
            if (people.size() < 5 || random.nextInt(10) == 0) {
                people.add(life.person());
                things.add(new Thing("identities", people.getLast().value()));
                things.add(
                        new Thing("addresses", life.addressOf(people.getLast()).value()));
            }
            var somebody = people.get(random.nextInt(people.size()));
            recover(life, somebody, random);
            clock.forward(Duration.ofSeconds(random.nextInt(1_200)));
            if (random.nextInt(6) == 0) {
                life.happens(new IdentityStateChanged(somebody, random.nextInt(3) > 0, clock.instant()));
            }
            if (random.nextInt(4) == 0) {
                seen.follow();
            }
        }
    }

    private void recover(Life life, IdentityId somebody, Random random) {
        var flow = life.open();
        things.add(new Thing("recoveries", flow.value()));
        life.ask(flow, random.nextInt(8) == 0 ? Optional.empty() : Optional.of(somebody));
        for (int i = random.nextInt(4); i > 0; i--) {
            life.wrong(flow);
        }
        if (random.nextBoolean()) {
            long before = log.feed().head().position();
            life.right(flow);
            for (var envelope : log.feed().read(before, 10)) {
                if (envelope.event() instanceof SessionIssued issued) {
                    things.add(new Thing("sessions", issued.sessionId().value()));
                }
            }
        }
    }

    /** Asks about anything at any moment, until enough was answered. */
    private void ask(Seen seen, Random random) {
        var asked = new Asked(log.side(), clock, seen);
        while (live.size() < HASHES && !enough.get()) {
            long head = log.feed().head().position();
            if (!things.isEmpty() && head > 0) {
                var thing = things.get(random.nextInt(things.size()));
                long position = random.nextBoolean() ? head : 1 + random.nextLong(head);
                asked.hash(thing.kind(), thing.id(), position)
                        .ifPresent(hash -> live.put(new Question(thing, position), hash));
            }
        }
    }
}
