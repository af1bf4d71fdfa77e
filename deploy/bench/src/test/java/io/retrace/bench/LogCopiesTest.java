package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retrace.bench.inside.LogLoad;
import io.retrace.log.EventFeed;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogCopiesTest {

    private final TestLog log = TestLog.create();
    private LogDatabase database;

    @BeforeEach
    void openDatabase() throws SQLException {
        log.execute("""
                create schema view;
                create table view.progress (name text, position bigint);
                insert into view.progress values ('audit', 0);
                insert into log.follower values ('relay', 0, 1)""");
        var login = log.settings("postgres");
        database = LogDatabase.on(DriverManager.getConnection(login.url(), login.user(), login.password()));
    }

    @AfterEach
    void close() {
        database.close();
        log.close();
    }

    @Test
    void each_copy_is_the_same_stories_with_other_ids_and_nobody_else_is_told() throws InterruptedException {
        long told = tellStories();

        var copies = new LogCopies(database);
        copies.growTo(2 * told + 1);

        assertThat(database.events()).isEqualTo(3 * told);
        var flows = copiesAfter(told).stream().map(LogCopiesTest::flow).toList();
        assertThat(flows).doesNotHaveDuplicates().doesNotContainAnyElementsOf(flows(0, told));
        assertThat(copies.flows()).containsExactlyInAnyOrderElementsOf(flows);
        assertThat(database.number("select position from log.follower")).isEqualTo(3 * told);
        assertThat(database.number("select position from view.progress")).isEqualTo(3 * told);
    }

    @Test
    void a_copied_flow_never_expires_and_holds_nothing_that_a_key_would_open() throws InterruptedException {
        long told = tellStories();

        new LogCopies(database).growTo(told);

        assertThat(copiesAfter(told)).hasSize((int) told).allSatisfy(envelope -> {
            var initiated = (RecoveryInitiated) envelope.event();
            assertThat(initiated.expiresAt()).isAfter(Instant.parse("2099-01-01T00:00:00Z"));
            assertThat(initiated.requestUrl().subject()).isEqualTo("day-1970-11-22");
            assertThat(initiated.requestUrl().text()).isNotEmpty();
        });
    }

    @Test
    void copying_goes_on_with_other_ids_where_it_was_broken_off() throws InterruptedException {
        long told = tellStories();
        new LogCopies(database).growTo(2 * told);
        database.execute("alter table log.event drop constraint event_event_id_key");

        new LogCopies(database).growTo(4 * told);

        assertThat(flows(0, 4 * told)).hasSize((int) (4 * told)).doesNotHaveDuplicates();
        assertThat(database.number(
                        "select count(*) from pg_constraint where conrelid = 'log.event'::regclass and contype = 'u'"))
                .isEqualTo(2);
    }

    @Test
    void views_are_to_be_built_after_each_growth() throws InterruptedException {
        long told = tellStories();
        var copies = new LogCopies(database);

        copies.growTo(2 * told);
        assertThat(copies.areInViews()).isFalse();
        copies.sayInViews();
        assertThat(copies.areInViews()).isTrue();
        copies.growTo(3 * told);
        assertThat(copies.areInViews()).isFalse();
    }

    @Test
    void an_empty_log_has_nothing_to_copy() {
        assertThatIllegalStateException().isThrownBy(() -> new LogCopies(database).growTo(1_000));
    }

    private long tellStories() throws InterruptedException {
        var login = log.settings("postgres");
        try (var load =
                LogLoad.on(login.url(), login.user(), login.password(), Duration.ZERO, Duration.ofMillis(100))) {
            load.appends(2);
        }
        return database.events();
    }

    private List<EventEnvelope> copiesAfter(long position) {
        return read(position, database.events());
    }

    private List<UUID> flows(long after, long upTo) {
        return read(after, upTo).stream().map(LogCopiesTest::flow).toList();
    }

    private List<EventEnvelope> read(long after, long upTo) {
        try (var feed = new EventFeed(log.querySide(), new EventCodec())) {
            return feed.read(after, upTo, Set.of());
        }
    }

    private static UUID flow(EventEnvelope envelope) {
        return ((RecoveryInitiated) envelope.event()).recoveryId().value();
    }
}
