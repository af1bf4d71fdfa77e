package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.OperationEvent.LogRestored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredLogTest {

    private static final ErasedSubjects NOBODY = new ErasedSubjects(List.of());

    private final TestLog test = TestLog.create();
    private final RestoredLog restored = new RestoredLog(test.settings("postgres"), "retrace 9");

    @TempDir
    private Path keyDirectory;

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void it_gets_an_incarnation_that_rises_with_each_restore_also_of_the_same_backup() {
        var first = restored.begin(NOBODY, NOON);
        assertThat(first.incarnation()).isGreaterThan(20_000_000);

        assertThat(restored.begin(NOBODY, NOON).incarnation()).isGreaterThan(first.incarnation());
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            test.execute("update log.event_head set incarnation = 1");
            return restored.begin(NOBODY, NOON).incarnation() > first.incarnation() + 1;
        });
    }

    @Test
    void the_first_event_of_the_new_life_says_where_the_old_one_ends() {
        test.execute("update log.event_head set position = 7");

        var life = restored.begin(NOBODY, NOON);

        var record = new StreamReader(test.querySide(), new EventCodec()).read("operation-2026-11-22", 0);
        assertThat(record).singleElement().satisfies(envelope -> {
            assertThat(envelope.position()).isEqualTo(8);
            assertThat(envelope.event()).isEqualTo(new LogRestored(1, life.incarnation(), 7, NOON));
            assertThat(envelope.origin().software()).isEqualTo("retrace 9");
        });
    }

    @Test
    void the_relay_goes_on_where_the_backup_had_it() {
        test.execute("update log.event_head set position = 7");
        test.execute("insert into log.follower (name, position, incarnation) values ('relay', 5, 1)");

        var life = restored.begin(NOBODY, NOON);

        assertThat(life.position()).isEqualTo(7);
        assertThat(relayAt(5, life.incarnation())).isTrue();
    }

    @Test
    void a_token_beyond_the_end_is_moved_to_the_end() {
        test.execute("update log.event_head set position = 7");
        test.execute("insert into log.follower (name, position, incarnation) values ('relay', 12, 3)");

        var life = restored.begin(NOBODY, NOON);

        assertThat(relayAt(7, life.incarnation())).isTrue();
    }

    @Test
    void keys_of_erased_subjects_are_destroyed_again_and_no_others() throws IOException {
        var erased = new IdentityId(UUID.randomUUID());
        var present = new IdentityId(UUID.randomUUID());
        var keys = new SubjectKeys(test.commandSide(), test.keys().ring("kek"), Clock.systemUTC());
        keys.ofSubject(erased.stream());
        keys.ofSubject(present.stream());
        Files.writeString(
                keyDirectory.resolve("erased.subjects"), "# by request\n\n" + erased.stream() + "\nday-2026-10-01\n");

        var life = restored.begin(ErasedSubjects.in(keyDirectory), NOON);

        assertThat(life.destroyed()).isEqualTo(2);
        assertThat(keys.load(erased.stream())).isEmpty();
        assertThat(keys.load(present.stream())).isPresent();
        assertThatThrownBy(() -> keys.ofSubject("day-2026-10-01")).hasMessageContaining("was destroyed");
        assertThat(restored.begin(ErasedSubjects.in(keyDirectory), NOON).destroyed())
                .isZero();
    }

    @Test
    void a_line_that_names_no_subject_is_said_and_nothing_is_done() throws IOException {
        Files.writeString(keyDirectory.resolve("erased.subjects"), "everybody\n");

        assertThatThrownBy(() -> ErasedSubjects.in(keyDirectory))
                .hasMessageEndingWith("a line must be identity-<uuid> or day-<yyyy-mm-dd>, one is everybody");
    }

    @Test
    void it_refuses_while_a_service_relays() throws SQLException {
        try (var relaying = test.commandSide().pool().source().getConnection();
                var statement = relaying.createStatement()) {
            statement.execute("select pg_advisory_lock(x'7265747261636501'::bigint)");

            assertThatThrownBy(() -> restored.begin(NOBODY, NOON)).hasMessageContaining("stop every service first");

            statement.execute("select pg_advisory_unlock_all()");
        }
        assertThat(test.count("select incarnation from log.event_head")).isEqualTo(1);
    }

    private boolean relayAt(long position, int incarnation) {
        return test.count("select count(*) from log.follower where name = 'relay' and position = " + position
                        + " and incarnation = " + incarnation)
                == 1;
    }
}
