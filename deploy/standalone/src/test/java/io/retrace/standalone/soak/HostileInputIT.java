package io.retrace.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.Disclosures;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.standalone.soak.HostileRequests.Hostile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated requests to every endpoint on both ports: each is refused or served, nothing is given away, others are served
 * meanwhile, and at the end Retrace holds no more than before.
 */
class HostileInputIT {

    private static final int ATTACKERS = 8;
    private static final int HONEST_EACH = 200;
    private static final int PARTS = 5;
    private static final int REPORTED_MAX = 60;

    /** Operators may read there what runs. */
    private static final String METRICS = "\n# HELP ";

    /** What a standard wants of us: a transfer coding and a version of HTTP that nobody speaks (RFC 9110). */
    private static final Set<Integer> STANDARD = Set.of(501, 505);

    private static final long GROWTH_BYTES_MAX = 24L << 20;
    private static final long GROWTH_FILES_MAX = 64;

    /** 50 refusals, the event that ends them, and what a flow can do beside. */
    private static final int FLOW_EVENTS_MAX = 80;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SoakOptions options = SoakOptions.read();
    private final MailCatcher mail = MailCatcher.start(LoopbackPort.findFree(), LoopbackPort.findFree());
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private StandaloneProcess retrace;
    private NativeClient client;

    @BeforeEach
    void start() {
        retrace = StandaloneProcess.mailingTo(
                mail, directory, Map.of("retrace.http.head_timeout", "1s", "retrace.http.body_timeout", "1s"));
        retrace.start();
        client = new NativeClient(retrace.endpoints());
    }

    @AfterEach
    void end() {
        retrace.close();
        mail.close();
    }

    @Test
    void nothing_breaks_nothing_leaks_and_nothing_grows() throws Exception {
        try (var table = new SoakTable(
                "hostile",
                "%,d requests, seed %d".formatted(options.requests(), options.seed()),
                "after requests",
                "live heap, open files",
                "events",
                "answers by status")) {
            var token = client.recoverNew(address());
            var requests = new HostileRequests(options.seed(), liveIds(token), token);
            var uses = new ArrayList<ProcessUse>();
            for (int part = 1; part <= PARTS; part++) {
                attack(requests, options.requests() / PARTS * (part - 1) + 1, options.requests() / PARTS * part);
                uses.add(ProcessUse.of(retrace.pid()));
                table.row(options.requests() / PARTS * part, uses.getLast().words(), events(), answers);
            }
            var before = uses.getFirst();
            var after = uses.getLast();

            assertThat(violations).as("seed " + options.seed()).isEmpty();
            assertThat(after.liveBytes() - before.liveBytes()).isLessThan(GROWTH_BYTES_MAX);
            assertThat(after.files() - before.files()).isLessThan(GROWTH_FILES_MAX);
        }
        assertThat(errorsLogged()).isEmpty();
        assertThat(retrace.printed()).doesNotContain("\tat ");
        client.recoverNew(address());
    }

    private void attack(HostileRequests requests, int from, int to) {
        var next = new AtomicInteger(from);
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ATTACKERS; i++) {
                attackers.execute(() -> {
                    for (int number = next.getAndIncrement(); number <= to; number = next.getAndIncrement()) {
                        attack(requests.number(number));
                    }
                });
            }
        }
    }

    private void attack(Hostile hostile) {
        try {
            judge(hostile, RawExchange.send(base(hostile.port()), hostile.pieces()));
            if (hostile.number() % HONEST_EACH == 0 && client.openRecovery().isEmpty()) {
                violated(hostile, "afterwards an honest client is not served");
            }
        } catch (IOException | RuntimeException e) {
            violated(hostile, "afterwards nobody is served: " + e);
        }
    }

    private void judge(Hostile hostile, RawExchange exchange) {
        exchange.statuses().forEach(status -> {
            answers.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
            if (status >= 500 && !STANDARD.contains(status)) {
                violated(hostile, exchange.answer());
            }
        });
        if (exchange.hung()) {
            violated(hostile, "neither answered nor cut off");
        }
        if (!exchange.answer().contains(METRICS)) {
            Disclosures.in(exchange.answer())
                    .ifPresent(said -> violated(hostile, "says " + said + ": " + exchange.answer()));
        }
        if (exchange.answer().contains("\nX-Injected:")) {
            violated(hostile, "lets a header in: " + exchange.answer());
        }
    }

    /** The request is left as a file, so that it can be sent again. */
    private void violated(Hostile hostile, String what) {
        if (violations.size() < REPORTED_MAX) {
            var file = Path.of("target/soak/hostile-" + hostile.number() + ".bin");
            violations.add("%s (%s, %s): %s".formatted(file, hostile.port(), hostile.kind(), what));
            try {
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, HostileBodies.join(hostile.pieces().toArray(byte[][]::new)));
            } catch (IOException e) {
                violations.add("cannot be written: " + e);
            }
        }
    }

    /** Flows of both kinds, recoveries in two states, and identities. */
    private List<String> liveIds(String token) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            ids.add(client.openRecovery());
            ids.add(client.askForCode(address()));
            ids.add(client.createIdentity(address()));
            ids.add(client.send("GET", base(Port.PUBLIC), "/self-service/settings/api", "", "X-Session-Token", token)
                    .text("/id"));
        }
        return ids;
    }

    private long events() {
        try (var log = new LogInspection(retrace.database())) {
            assertThat(log.longestFlow()).isLessThan(FLOW_EVENTS_MAX);
            return log.position();
        }
    }

    private List<String> errorsLogged() throws IOException {
        try (var lines = Files.lines(retrace.logFile())) {
            return lines.filter(line -> line.contains("\"level\":\"ERROR\""))
                    .limit(REPORTED_MAX)
                    .toList();
        }
    }

    private URI base(Port port) {
        return port == Port.ADMIN
                ? retrace.endpoints().adminBase()
                : retrace.endpoints().publicBase();
    }

    private static String address() {
        return "hostile-" + UUID.randomUUID() + "@example.org";
    }
}
