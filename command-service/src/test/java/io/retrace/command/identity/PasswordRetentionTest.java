package io.retrace.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.identity.PasswordRetention.Turn;
import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.EventLog;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordRetentionTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID START = new UUID(0, 0);

    private static final TestLog TEST = TestLog.create();
    private static final EventLog LOG = TEST.open(Clock.systemUTC());

    private final IdentityId ada = new IdentityId(UUID.randomUUID());

    @BeforeEach
    void begin() {
        TEST.execute("truncate log.password_hash");
        happens(new IdentityCreated(
                ada, "default", true, new Sealed(ada.stream(), "c2VhbGVk"), Optional.empty(), false, NOON));
    }

    @AfterAll
    static void stop() {
        LOG.close();
        TEST.close();
    }

    @Test
    void the_current_password_stays_however_old_and_whatever_happens_after_it() {
        var current = row();
        change(current);
        happens(new SessionsRevoked(ada, Optional.empty(), NOON));
        age();

        assertThat(forget()).isZero();
        assertThat(rows()).containsExactly(current);
    }

    @Test
    void a_superseded_password_goes() {
        var old = row();
        change(old);
        var current = row();
        change(current);
        age();

        assertThat(forget()).isEqualTo(1);
        assertThat(rows()).containsExactly(current);
    }

    @Test
    void a_row_that_no_event_made_current_goes_after_an_hour_and_not_before() {
        var current = row();
        change(current);
        var orphan = row();
        var strangers = row(new IdentityId(UUID.randomUUID()));

        TEST.execute("update log.password_hash set created_at = now() - interval '59 minutes'");
        assertThat(forget()).isZero();
        assertThat(rows()).containsExactlyInAnyOrder(current, orphan, strangers);

        age();
        assertThat(forget()).isEqualTo(2);
        assertThat(rows()).containsExactly(current);
    }

    @Test
    void the_password_of_a_deleted_identity_goes() {
        change(row());
        happens(new IdentityDeleted(ada, NOON));
        age();

        assertThat(forget()).isEqualTo(1);
    }

    @Test
    void a_change_in_flight_keeps_its_row_while_the_old_one_is_still_current() {
        var old = row();
        change(old);
        age();
        var next = row();

        assertThat(forget()).isZero();

        change(next);
        assertThat(forget()).isEqualTo(1);
        assertThat(rows()).containsExactly(next);
    }

    @Test
    void the_current_row_is_there_whenever_passwords_change_while_others_are_deleted() throws Exception {
        var stop = new AtomicBoolean();
        try (var sweeper = Executors.newSingleThreadExecutor()) {
            var swept = sweeper.submit(() -> {
                long all = 0;
                while (!stop.get()) {
                    all += forget();
                }
                return all;
            });
            for (int i = 0; i < 100; i++) {
                var next = row();
                change(next);
                age();
                assertThat(rows()).as("change %s", i).contains(next);
            }
            stop.set(true);
            assertThat(swept.get() + forget()).isEqualTo(99);
        }
        assertThat(rows()).hasSize(1);
    }

    @Test
    void turns_walk_over_all_rows_and_begin_again() {
        for (int i = 0; i < 5; i++) {
            row();
        }
        change(rows().getLast());
        age();
        var sorted = sortedByDatabase();

        var first = PasswordRetention.forget(TEST.commandSide(), START, 3);
        var second = PasswordRetention.forget(TEST.commandSide(), sorted.get(2), 3);
        var third = PasswordRetention.forget(TEST.commandSide(), sorted.get(4), 3);

        assertThat(first.map(Turn::lookedAt)).contains(sorted.get(2));
        assertThat(second.map(Turn::lookedAt)).contains(sorted.get(4));
        assertThat(first.orElseThrow().forgotten() + second.orElseThrow().forgotten())
                .isEqualTo(4);
        assertThat(third).isEmpty();
    }

    @Test
    void one_node_at_a_time_looks() throws SQLException {
        row();
        age();
        try (var other = TEST.commandSide().pool().source().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from log.forget_passwords('" + START + "', 0)");

            assertThat(PasswordRetention.forget(TEST.commandSide(), START, 10)).isEmpty();
            other.rollback();
        }
        assertThat(forget()).isEqualTo(1);
    }

    private long forget() {
        return PasswordRetention.forget(TEST.commandSide(), START, 1_000)
                .map(Turn::forgotten)
                .orElse(0L);
    }

    private PasswordId row() {
        return row(ada);
    }

    private PasswordId row(IdentityId identity) {
        var id = PasswordStore.newId();
        TEST.commandSide()
                .pool()
                .jdbc()
                .sql("insert into log.password_hash (id, identity, hash) values (:id, :identity, 'hash')")
                .param("id", id.value())
                .param("identity", identity.value())
                .update();
        return id;
    }

    private void change(PasswordId row) {
        happens(new PasswordChanged(ada, row, NOON));
    }

    private void happens(IdentityEvent event) {
        var origin = new Origin(
                "test",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0".repeat(32),
                ada.stream(),
                Optional.empty(),
                "p",
                "test");
        long sequence = LOG.readStream(ada.stream(), 0).size();
        LOG.append(
                new Append(List.of(new NewEvent(new EventId(UUID.randomUUID()), sequence, origin, event)), List.of()));
    }

    private void age() {
        TEST.execute("update log.password_hash set created_at = now() - interval '61 minutes'");
    }

    private List<PasswordId> rows() {
        return new ArrayList<>(sortedByDatabase().stream().map(PasswordId::new).toList());
    }

    private List<UUID> sortedByDatabase() {
        return TEST.commandSide()
                .pool()
                .jdbc()
                .sql("select id from log.password_hash order by id")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }
}
