package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each login may do to the log, tried. */
class RolesTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String APPEND = """
            select * from log.append_events(now(), '{1}', array[gen_random_uuid()], '{recovery-1}', '{%s}', '{t}',
                    array[null::uuid], array['x'::bytea], '{}', '{}', '{}', '{}', '{}',
                    '{}', '{}', '{}', '{}', '{}', '{}')""";

    private static final String OPERATION = """
            select log.append_operation(now(), convert_to(json_build_object(
                'id', gen_random_uuid(), 'type', '%s', 'stream', '%s', 'sequence', %s)::text, 'UTF8'))""";

    private static TestLog test;

    @BeforeAll
    static void open() {
        test = TestLog.create();
        try (var log = test.open(Clock.systemUTC())) {
            log.append(Sample.append());
        }
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "courier"})
    void nobody_changes_what_is_in_the_log(String user) {
        assertDenied(user, "update log.event set type = 'recovery.CodeAccepted'");
        assertDenied(user, "delete from log.event");
        assertDenied(user, "truncate log.event");
        assertDenied(user, """
                insert into log.event (position, recorded_at, event_id, stream, sequence, type, body)
                values (2, now(), gen_random_uuid(), 'recovery-1', 0, 't', 'x')""");
        assertDenied(user, "update log.event_head set position = 0");
        assertDenied(user, "alter table log.event add column note text");
        assertDenied(user, "create table log.mine (id int)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "courier"})
    void nobody_claims_an_address_but_by_an_append(String user) {
        assertDenied(user, "insert into log.address_claim values ('x', gen_random_uuid(), gen_random_uuid())");
        assertDenied(user, "delete from log.address_claim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "courier"})
    void nobody_spends_but_by_an_append(String user) {
        assertDenied(user, "insert into log.budget values ('CODES_PER_ADDRESS', 'x', now(), now(), -100)");
        assertDenied(user, "update log.budget set spent = 0");
        assertDenied(user, "delete from log.budget");
        assertDenied(user, "select log.spend('{}', '{}', '{}', '{}', '{}')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "courier"})
    void nobody_gives_access_but_the_owner(String user) {
        assertDenied(
                user, "insert into log.access_token values (gen_random_uuid(), 'x', '{OPERATOR}', 'x', now(), now())");
        assertDenied(user, "update log.access_token set revoked_at = null");
        assertDenied(user, "delete from log.access_token");
    }

    @Test
    void whoever_guards_an_admin_port_with_the_log_reads_tokens() throws SQLException {
        run("command", "select hash from log.access_token");
        run("query", "select hash from log.access_token");

        assertDenied("courier", "select hash from log.access_token");
    }

    @Test
    void only_command_may_append() throws SQLException {
        run("command", APPEND.formatted(0));

        assertDenied("query", APPEND.formatted(1));
        assertDenied("courier", APPEND.formatted(1));
    }

    @Test
    void query_and_command_may_append_what_operators_and_nodes_did() throws SQLException {
        run("query", OPERATION.formatted("operation.KeyRotated", "operation-2026-11-22", 0));
        run("command", OPERATION.formatted("operation.KeyRotated", "operation-2026-11-22", 1));

        assertDenied("courier", OPERATION.formatted("operation.KeyRotated", "operation-2026-11-22", 2));
        assertThat(test.count("select count(*) from log.event where stream = 'operation-2026-11-22'"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"recovery.CodeAccepted, operation-2026-11-22", "operation.KeyRotated, recovery-1"})
    void what_query_appends_is_of_no_other_lifecycle(String type, String stream) {
        assertThatThrownBy(() -> run("query", OPERATION.formatted(type, stream, 0)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no event of the operation lifecycle");
    }

    @Test
    void the_append_function_runs_nothing_that_its_caller_made() throws SQLException {
        var tampering = """
                create function pg_temp.tamper(v pg_catalog.text) returns boolean language plpgsql as
                $$ begin delete from log.event; return true; end $$;
                create domain pg_temp.text as pg_catalog.text check (pg_temp.tamper(value));
                """;

        run("command", tampering + APPEND.formatted(2));

        assertThat(test.count("select count(*) from log.event where sequence = 2"))
                .isEqualTo(1);
    }

    @Test
    void query_reads_the_log_but_no_address_and_no_password() throws SQLException {
        run("query", "select * from log.event, log.event_head, log.follower");

        assertDenied("query", "select * from log.address_claim");
        assertDenied("query", "select * from log.password_hash");
        assertDenied("query", "update log.follower set position = 0");
    }

    @Test
    void courier_publishes_its_key_and_sees_nothing_else() throws SQLException {
        run("courier", "insert into log.courier_key values ('today', 'x', now(), now())");
        run("courier", "select * from log.courier_key");

        assertDenied("courier", "update log.courier_key set public_key = 'y'");
        assertDenied("courier", "delete from log.courier_key");
        assertDenied("courier", "select * from log.event");
        assertDenied("courier", "select * from log.event_head");
        assertDenied("courier", "select * from log.address_claim");
        assertDenied("courier", "select * from log.password_hash");
        assertDenied("courier", "select * from keys.subject_key");
    }

    @Test
    void a_password_hash_never_changes_and_its_age_is_the_databases_to_say() throws SQLException {
        run(
                "command",
                "insert into log.password_hash (id, identity, hash) values (gen_random_uuid(), gen_random_uuid(), 'h')");

        assertDenied("command", "update log.password_hash set hash = 'other'");
        assertDenied(
                "command",
                "insert into log.password_hash values (gen_random_uuid(), gen_random_uuid(), 'h', 'yesterday')");
    }

    @Test
    void a_password_hash_is_only_deleted_by_the_function_that_spares_current_ones() throws SQLException {
        run("command", "select * from log.forget_passwords(gen_random_uuid(), 1)");

        assertDenied("command", "delete from log.password_hash");
        assertDenied("query", "select * from log.forget_passwords(gen_random_uuid(), 1)");
        assertDenied("courier", "select * from log.forget_passwords(gen_random_uuid(), 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query"})
    void the_row_of_a_subject_key_is_never_removed(String user) throws SQLException {
        run(user, "select * from keys.subject_key");

        assertDenied(user, "delete from keys.subject_key");
        assertDenied(user, "truncate keys.subject_key");
    }

    private static void assertDenied(String user, String sql) {
        ThrowingCallable attempt = () -> run(user, sql);
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private static void run(String user, String sql) throws SQLException {
        var login = test.settings(user);
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
