package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.claim;
import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.identity;
import static io.retrace.log.Sample.initiated;
import static io.retrace.log.Sample.spending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.budget.Spend;
import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an append spends is spent with it, or not at all, and never one too many. */
class BudgetTest {

    private static final Appended LETTERS_EXHAUSTED = new Appended.Exhausted(BudgetName.LETTERS_PER_ADDRESS);
    private static final String COUNTERS = "select name, key, window_from, spent from log.budget";

    private final BudgetKey key = new BudgetKey("address-" + UUID.randomUUID());
    private TestLog test;
    private EventLog log;

    @BeforeEach
    void open() {
        test = TestLog.create();
        log = test.open(Clock.systemUTC());
    }

    @AfterEach
    void close() {
        log.close();
        test.close();
    }

    @Test
    void as_much_as_the_limit_is_spent_and_then_nothing_is_appended() {
        assertThat(log.append(spending(letter(2)))).isEqualTo(new Appended.Committed(1));
        assertThat(log.append(spending(letter(2)))).isEqualTo(new Appended.Committed(2));

        assertThat(log.append(spending(letter(2)))).isEqualTo(LETTERS_EXHAUSTED);
        assertThat(log.append(spending(letter(2)))).isEqualTo(LETTERS_EXHAUSTED);

        assertThat(test.count("select position from log.event_head")).isEqualTo(2);
        assertThat(spent()).isEqualTo(2);
    }

    @Test
    void each_window_has_its_own() {
        var next = new Spend(BudgetName.LETTERS_PER_ADDRESS, key, 1, NOON.plusSeconds(3_600), NOON.plusSeconds(7_200));
        log.append(spending(letter(1)));

        assertThat(log.append(spending(letter(1)))).isEqualTo(LETTERS_EXHAUSTED);
        assertThat(log.append(spending(next))).isEqualTo(new Appended.Committed(2));
    }

    @Test
    void who_spends_from_two_spends_from_both_or_from_none() {
        var codes = new Spend(BudgetName.CODES_PER_ADDRESS, key, 1, NOON, NOON.plusSeconds(60));
        log.append(spending(codes));

        assertThat(log.append(spending(letter(5), codes)))
                .isEqualTo(new Appended.Exhausted(BudgetName.CODES_PER_ADDRESS));

        assertThat(spent()).isZero();
    }

    @Test
    void a_conflict_spends_nothing() {
        var flow = flow();
        log.append(append(event(0, initiated(flow))));

        var outcome = log.append(append(spending(event(0, initiated(flow)), letter(5))));

        assertThat(outcome).isInstanceOf(Appended.Conflict.class);
        assertThat(spent()).isZero();
    }

    @Test
    void the_same_append_again_spends_once() {
        var append = spending(letter(1));
        log.append(append);

        assertThat(log.append(append)).isEqualTo(new Appended.Committed(1));

        assertThat(spent()).isEqualTo(1);
    }

    @Test
    void a_taken_address_spends_nothing_and_an_exhausted_budget_claims_nothing() {
        var claims = new AddressClaims(test.commandSide(), Sample.ring(1));
        var ada = identity();
        var grace = identity();
        log.append(new Append(List.of(event(0, created(ada))), List.of(claim(claims, "ada@example.org", ada))));

        var taken = log.append(new Append(
                List.of(spending(event(0, created(grace)), letter(1))),
                List.of(claim(claims, "ada@example.org", grace))));
        log.append(spending(letter(1)));
        var exhausted = log.append(new Append(
                List.of(spending(event(0, created(grace)), letter(1))),
                List.of(claim(claims, "grace@example.org", grace))));

        assertThat(taken).isEqualTo(new Appended.AddressTaken());
        assertThat(exhausted).isEqualTo(LETTERS_EXHAUSTED);
        assertThat(spent()).isEqualTo(1);
        assertThat(claims.find("grace@example.org")).isEmpty();
    }

    @Test
    void in_one_batch_the_first_ones_get_what_is_left_and_their_neighbours_notice_nothing() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var outcomes = new ArrayList<Future<Appended>>();
            for (int i = 0; i < 4; i++) {
                int queued = i + 1;
                var append = i == 2 ? append() : spending(letter(2));
                outcomes.add(callers.submit(() -> log.append(append)));
                await().until(() -> log.queued() == queued);
            }

            lock.release();

            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            assertThat(outcomes.get(0).get()).isEqualTo(new Appended.Committed(2));
            assertThat(outcomes.get(1).get()).isEqualTo(new Appended.Committed(3));
            assertThat(outcomes.get(2).get()).isEqualTo(new Appended.Committed(4));
            assertThat(outcomes.get(3).get()).isEqualTo(LETTERS_EXHAUSTED);
        }
    }

    @Test
    void three_nodes_never_spend_one_too_many_and_the_log_tells_the_same_counters() throws Exception {
        var keys = List.of(new BudgetKey("identity-1"), new BudgetKey("identity-2"), new BudgetKey("identity-3"));
        int limit = 100;
        try (var second = test.open(Clock.systemUTC());
                var third = test.open(Clock.systemUTC())) {
            var nodes = List.of(log, second, third);
            var committed = inParallel(600, i -> () -> {
                var random = ThreadLocalRandom.current();
                var codes = new Spend(
                        BudgetName.CODES_PER_IDENTITY,
                        keys.get(random.nextInt(keys.size())),
                        limit,
                        NOON,
                        NOON.plusSeconds(60));
                return nodes.get(i % 3).append(spending(codes, letter(250))) instanceof Appended.Committed;
            });

            assertThat(spent()).isEqualTo(250);
            assertThat(committed).isEqualTo(250);
        }
        assertThat(test.count("select max(spent) from log.budget where name = 'CODES_PER_IDENTITY'"))
                .isLessThanOrEqualTo(limit);
        assertThat(counters()).isEqualTo(countersOfTheLog());
    }

    @Test
    void counters_are_deleted_when_their_window_is_long_over() {
        var now = Instant.now();
        log.append(spending(letter(1)));
        log.append(
                spending(new Spend(BudgetName.CODES_PER_ADDRESS, key, 1, now.minusSeconds(60), now.minusSeconds(1))));
        log.append(spending(new Spend(BudgetName.CODES_PER_IDENTITY, key, 1, now, now.plusSeconds(60))));

        long forgotten = BudgetRetention.forget(test.commandSide());

        assertThat(forgotten).isEqualTo(1);
        assertThat(spent()).isZero();
        assertThat(test.count("select count(*) from log.budget")).isEqualTo(2);
        assertThat(BudgetRetention.forget(test.commandSide())).isZero();
    }

    private interface Work {
        Callable<Boolean> of(int number);
    }

    /** How many said yes. */
    private static long inParallel(int times, Work work) throws Exception {
        long yes = 0;
        try (var threads = Executors.newFixedThreadPool(48)) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < times; i++) {
                tasks.add(work.of(i));
            }
            for (var outcome : threads.invokeAll(tasks)) {
                yes += outcome.get() ? 1 : 0;
            }
        }
        return yes;
    }

    private Spend letter(int limit) {
        return new Spend(
                BudgetName.LETTERS_PER_ADDRESS,
                key,
                limit,
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T13:00:00Z"));
    }

    private long spent() {
        return test.count(
                "select coalesce(sum(spent), 0) from log.budget where name = 'LETTERS_PER_ADDRESS' and key = '"
                        + key.text() + "'");
    }

    private record Counter(String name, String key, Instant from) {}

    private Map<Counter, Integer> counters() {
        return test
                .commandSide()
                .pool()
                .jdbc()
                .sql(COUNTERS)
                .query((row, _) -> Map.entry(
                        new Counter(
                                row.getString("name"),
                                row.getString("key"),
                                row.getObject("window_from", OffsetDateTime.class)
                                        .toInstant()),
                        row.getInt("spent")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<Counter, Integer> countersOfTheLog() {
        var counters = new HashMap<Counter, Integer>();
        try (var feed = new EventFeed(test.querySide(), new EventCodec())) {
            for (var envelope : feed.read(0, 10_000)) {
                for (var spend : envelope.spends()) {
                    var counter = new Counter(spend.budget().name(), spend.key().text(), spend.from());
                    counters.merge(counter, 1, Integer::sum);
                }
            }
        }
        return counters;
    }
}
