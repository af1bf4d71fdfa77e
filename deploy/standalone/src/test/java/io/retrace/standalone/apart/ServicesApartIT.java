package io.retrace.standalone.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Journey;
import io.retrace.standalone.port.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From empty databases to a recovered account and back to nothing that runs, one step after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ServicesApartIT {

    @TempDir
    private static Path directory;

    private Neighbours neighbours;
    private ThreeServices services;
    private List<String> secrets = List.of();

    @BeforeAll
    void prepare() throws Exception {
        neighbours = Neighbours.start(directory.resolve("neighbours"));
        services = new ThreeServices(directory, neighbours);
    }

    @AfterAll
    void end() {
        services.close();
        neighbours.close();
    }

    @Test
    @Order(1)
    void before_it_is_migrated_no_service_starts_and_each_says_what_to_do() {
        for (var name : ThreeServices.NAMES) {
            assertThat(services.run(name, "serve", services.configuration(name)))
                    .isEqualTo(1);
        }

        assertThat(services.printed("command"))
                .contains("retrace: the schema log is not there; run \"java -jar "
                        + "retrace-command-service-<version>-app.jar migrate\" as its owner first");
        assertThat(services.printed("query")).contains("retrace: the schema log is not there; run ");
        assertThat(services.printed("courier"))
                .contains("retrace: the schema courier is not there; run \"java -jar "
                        + "retrace-courier-service-<version>-app.jar migrate\" as its owner first");
    }

    @Test
    @Order(2)
    void views_wait_for_the_log() {
        assertThat(services.run("query", "migrate", logOwner())).isEqualTo(1);
        assertThat(services.run("command", "migrate", Map.of())).isEqualTo(1);

        assertThat(services.printed("command")).contains("retrace: the owner of the schema log is not configured");
    }

    @Test
    @Order(3)
    void migrating_twice_is_as_good_as_once() {
        services.migrate();
        services.migrate();

        assertThat(services.printed("courier"))
                .contains("retrace: the schema courier is up to date; migrations that ran: 1")
                .contains("retrace: the schema courier is up to date; migrations that ran: 0");
    }

    @Test
    @Order(4)
    void without_its_keys_no_service_starts_and_each_names_the_file() {
        for (var name : ThreeServices.NAMES) {
            assertThat(services.run(name, "serve", services.configuration(name)))
                    .isEqualTo(1);
            assertThat(services.printed(name))
                    .containsPattern(
                            "retrace: the key file keys/\\S+ cannot be read; outside development mode it must exist");
        }
    }

    @Test
    @Order(5)
    void a_recovery_goes_through_all_three() throws Exception {
        services.makeKeys();
        services.start();

        secrets = Journey.through(services.endpoints()).secrets();
    }

    @Test
    @Order(6)
    void a_view_is_built_anew_with_no_more_rights_than_the_runbook_gives() throws Exception {
        assertThat(services.ask("POST", "/admin/projections/audit/rebuild").statusCode())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                services.ask("GET", "/admin/projections/audit").body())
                        .contains("\"state\":\"following\",\"generation\":2"));
    }

    @Test
    @Order(7)
    void each_tells_how_it_is_on_its_own_admin_port() throws Exception {
        for (var name : ThreeServices.NAMES) {
            for (var path : List.of("/health/alive", "/health/ready", "/version", "/metrics/prometheus")) {
                assertThat(services.askAdmin(name, path).statusCode())
                        .as(name + path)
                        .isEqualTo(200);
            }
            assertThat(services.askAdmin(name, "/version").body()).containsPattern("\"version\":\"\\d+\\.");
        }
        LoopbackPort.requireFree(
                "the courier's public port, which it has not",
                services.portsOf("courier").publicPort());
    }

    @Test
    @Order(8)
    void rekey_is_a_command_that_runs_while_they_serve() {
        var ownerWithKeys = new HashMap<>(logOwner());
        ownerWithKeys.put("retrace.keys.directory", "keys");

        assertThat(services.run("command", "rekey", ownerWithKeys)).isZero();

        assertThat(services.printed("command"))
                .contains(
                        "retrace: keys of subjects wrapped under the newest key: 0; claims of addresses written: 0, removed: 0");
    }

    @Test
    @Order(9)
    void after_restore_waits_until_nobody_relays() {
        assertThat(services.run("command", "after-restore", logOwner())).isEqualTo(1);

        assertThat(services.printed("command"))
                .contains("retrace: a command-service still relays from this log; stop every service first");
    }

    @Test
    @Order(10)
    void each_stops_within_ten_seconds_of_being_asked() throws Exception {
        for (var name : ThreeServices.NAMES) {
            assertThat(services.process(name).stop()).as(name).isIn(0, 143);
        }
    }

    @Test
    @Order(11)
    void after_restore_is_a_command_of_each() {
        assertThat(services.run("command", "after-restore", logOwner())).isZero();
        assertThat(services.run("query", "after-restore", logOwner())).isZero();
        assertThat(services.run(
                        "courier", "after-restore", Neighbours.owner("retrace.courier.owner", neighbours.courierUrl())))
                .isZero();

        assertThat(services.printed("command"))
                .containsPattern("retrace: the log, which ends at position \\d+, is incarnation \\d{8} now");
        assertThat(services.printed("query")).contains("retrace: the views are empty");
        assertThat(services.printed("courier")).contains("retrace: letters that waited and were given up: 0");
    }

    private Map<String, String> logOwner() {
        return Neighbours.owner("retrace.log.owner", neighbours.logUrl());
    }

    @Test
    @Order(12)
    void nothing_that_they_printed_gives_a_secret_or_an_address_away() {
        assertThat(secrets).isNotEmpty();
        for (var name : ThreeServices.NAMES) {
            var printed = services.printed(name);
            assertThat(printed).contains("Started").doesNotContain(Neighbours.PASSWORDS.values());
            for (var secret : secrets) {
                var alone = Pattern.compile("(?<![\\d.])" + Pattern.quote(secret) + "(?!\\d)");
                assertThat(printed).as(name).doesNotContainPattern(alone);
            }
        }
    }
}
