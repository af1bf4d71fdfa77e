package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final Migration LOG = EventDatabase.MIGRATION;

    private final TestLog test = TestLog.create();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_second_run_changes_nothing() {
        assertThat(LOG.run(test.settings("postgres"))).isZero();
    }

    @Test
    void each_role_sees_that_its_schema_is_as_new_as_the_build() {
        for (var login : new String[] {"command", "query", "courier"}) {
            assertThatCode(() -> LOG.requireDone(test.settings(login))).doesNotThrowAnyException();
        }
    }

    @Test
    void a_schema_that_is_not_there_names_the_command_that_makes_it() {
        test.execute("drop schema log cascade");

        assertThatThrownBy(() -> LOG.requireDone(test.settings("command")))
                .hasMessage("the schema log is not there; run \"java -jar "
                        + "retrace-command-service-<version>-app.jar migrate\" as its owner first");
    }

    @Test
    void a_schema_that_is_newer_than_the_build_is_left_alone() {
        test.execute("insert into log.flyway_schema_history select 900, '900', 'later', 'SQL', 'V900__later.sql', 1, "
                + "'postgres', now(), 1, true");

        assertThatThrownBy(() -> LOG.requireDone(test.settings("command")))
                .hasMessageStartingWith("the schema log is at version 900, which is newer than this build");
    }

    @Test
    void a_service_cannot_migrate() {
        test.execute("drop schema log cascade");

        assertThatThrownBy(() -> LOG.run(test.settings("command")))
                .hasMessageStartingWith("the schema log cannot be migrated: ERROR: permission denied");
    }

    @Test
    void a_wrong_password_is_one_sentence() {
        var login = test.settings("nobody");

        assertThatThrownBy(() -> LOG.requireDone(login))
                .message()
                .startsWith("the schema log cannot be looked at: ")
                .hasLineCount(1);
    }
}
