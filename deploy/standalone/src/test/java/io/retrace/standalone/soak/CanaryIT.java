package io.retrace.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient;
import io.retrace.standalone.postgres.PostgresOutage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * After recoveries with known secrets, errors included, all bytes that Retrace leaves are searched for them: database,
 * write-ahead log, broker, logs, what it printed, metrics, and whatever the audit API answers to who asks for no reveal. Mail is the one place where they stand, and here it is not
 * Retrace's: the embedded catcher keeps it in memory. Only PostgreSQL's own programs are left out. Whatever is put below the
 * directory before the search, a backup for instance, is searched too.
 */
class CanaryIT {

    /** Each goes all ways, because one code alone may stand somewhere by chance: it has six digits. */
    private static final int CANARIES = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Postbox postbox = new Postbox();
    private StandaloneProcess retrace;

    @AfterEach
    void end() {
        retrace.close();
        postbox.close();
    }

    @BeforeEach
    void start() {
        retrace = new StandaloneProcess(
                directory,
                URI.create("http://127.0.0.1:1"),
                Map.of(
                        "retrace.courier.smtp.connection_uri",
                        postbox.uri(),
                        "retrace.log.append_patience",
                        "1s",
                        "retrace.http.trusted_proxies[0]",
                        "127.0.0.1/32"));
        retrace.start();
    }

    @Test
    void what_it_leaves_holds_no_code_no_token_no_password_and_no_address() throws Exception {
        // given
        var canaries = IntStream.rangeClosed(1, CANARIES)
                .mapToObj(number -> new Canary(retrace, postbox, number))
                .toList();
        // when
        canaries.forEach(Canary::asksForACode);
        canaries.forEach(Canary::errs);
        var outage = PostgresOutage.begin(retrace.data(), retrace.postgresPort());
        canaries.parallelStream().forEach(Canary::triesInVain);
        outage.end();
        var client = new NativeClient(retrace.endpoints());
        Lags.awaitNone(client);
        canaries.forEach(Canary::recovers);
        Lags.awaitNone(client);
        for (var canary : canaries) {
            assertThat(new AuditAnswers(retrace, canary, directory.resolve("answers")).write())
                    .isGreaterThan(20);
            assertShownOnlyOnRecord(client, canary);
        }
        Lags.awaitNone(client);
        Files.writeString(
                directory.resolve("metrics"),
                client.getAdmin("/metrics/prometheus").body());
        retrace.stop();
        TableDump.write(retrace.data(), retrace.postgresPort(), directory.resolve("dump"));
        // then
        assertEveryPlaceIsSearched(canaries);
        assertNothingIsFound(canaries);
    }

    /** Whoever says why sees the address, but not while that cannot be put on record. */
    private void assertShownOnlyOnRecord(NativeClient client, Canary canary) {
        var reveal = "/admin/audit/recoveries/" + canary.flow() + "?reveal=true&reason=somebody+wrote+that+"
                + canary.address() + "+was+taken";
        try (var log = new LogInspection(retrace.database())) {
            log.keepOperationsOut(true);
            var refused = client.getAdmin(reveal);
            log.keepOperationsOut(false);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).doesNotContain(canary.address());
            long before = log.reveals();

            var shown = client.getAdmin(reveal);

            assertThat(shown.body()).contains(canary.address());
            assertThat(log.reveals()).isEqualTo(before + 1);
        }
    }

    /** What must be found is: a flow's id stands in each of these places. */
    private void assertEveryPlaceIsSearched(List<Canary> canaries) throws Exception {
        var flow = canaries.getFirst().flow();

        assertThat(new SecretSearch(Set.of(flow)).in(directory, this::isProgram).found())
                .extracting(found -> directory.relativize(found.file()).toString())
                .anyMatch(file -> file.startsWith("data/postgres/base/"))
                .anyMatch(file -> file.startsWith("data/postgres/pg_wal/"))
                .anyMatch(file -> file.startsWith("data/kafka/retrace.events"))
                .anyMatch(file -> file.startsWith("answers/"))
                .anyMatch(file -> file.startsWith("dump/retrace.log.event"));
        assertThat(retrace.logFile()).isNotEmptyFile();
        assertThat(directory.resolve("metrics")).isNotEmptyFile();
        assertThat(retrace.printed()).contains("Retrace runs.");
    }

    /** One view holds where requests came from in the clear, to be searched by CIDR (ADR-0029); nothing else does. */
    private static boolean isSearchedByNetwork(SecretSearch.Found found) {
        return found.file().endsWith("dump/retrace.view.audit.text")
                && found.secret().startsWith("2001:db8:");
    }

    private void assertNothingIsFound(List<Canary> canaries) throws Exception {
        var codes = canaries.stream().map(Canary::code).collect(Collectors.toSet());
        var all = new HashSet<>(codes);
        canaries.forEach(canary -> all.addAll(canary.secrets()));

        var result = new SecretSearch(all).in(directory, this::isProgram);

        try (var table =
                new SoakTable("canary", CANARIES + " people", "files", "bytes", "secrets", "spellings", "found")) {
            table.row(
                    result.files(),
                    "%,d".formatted(result.bytes()),
                    all.size(),
                    Spellings.of("any").size(),
                    result.found().size());
        }
        assertThat(result.found())
                .filteredOn(found -> !codes.contains(found.secret()) && !isSearchedByNetwork(found))
                .isEmpty();
        assertThat(result.secrets())
                .filteredOn(codes::contains)
                .as(result.found().toString())
                .hasSizeLessThan(2);
    }

    private boolean isProgram(Path file) {
        return directory.relativize(file).toString().startsWith("data/postgres-");
    }
}
