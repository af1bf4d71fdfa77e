package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.AuditAttacks.Attack;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;

/** Whatever is sent to the audit API, it answers, and what it refuses it does not repeat. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class HostileAuditTest {

    private static final int REQUESTS = Integer.getInteger("soak.audit.requests", 1_000);
    private static final long SEED = Long.getLong("soak.audit.seed", System.nanoTime());
    private static final int ATTACKERS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("completed", "cancelled", "failed");
    private static final int REPORTED_MAX = 20;

    /** Reasons not to answer now that are documented. */
    private static final Set<String> FOR_NOW = Set.of(
            "about:blank",
            "urn:retrace:problem:search-too-long",
            "urn:retrace:problem:view-behind",
            "urn:retrace:problem:too-many-tails",
            "urn:retrace:problem:not-on-record");

    private final StandaloneFixture retrace;
    private final NativeClient client;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    HostileAuditTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        this.client = new NativeClient(retrace.endpoints());
    }

    @Test
    void every_answer_is_one_no_failure_is_ours_and_nothing_that_was_sent_comes_back() {
        var attacks = new AuditAttacks(SEED, live());
        var next = new AtomicInteger(1);
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ATTACKERS; i++) {
                attackers.execute(() -> {
                    for (int number = next.getAndIncrement(); number <= REQUESTS; number = next.getAndIncrement()) {
                        send(number, attacks.number(number));
                    }
                });
            }
        }

        assertThat(violations).as("seed %s, answers %s", SEED, statuses).isEmpty();
        assertThat(statuses.keySet()).contains(200, 400, 404, 405);
        assertThat(client.openRecovery()).isNotEmpty();
        // some of it was a replay, which others are not to find running
        await().atMost(SOON)
                .until(() -> client.getAdmin("/admin/replays")
                        .json()
                        .valueStream()
                        .allMatch(run -> ENDED.contains(run.path("status").asString())));
    }

    /** A flow, an identity and a session, and the id of nothing. */
    private List<String> live() {
        var email = "attacked-" + UUID.randomUUID() + "@example.org";
        var identity = client.createIdentity(email);
        var flow = client.askForCode(email);
        var passed = client.submitCode(flow, client.mailedCode(email));
        assertThat(passed.text("/state")).isEqualTo("passed_challenge");
        return List.of(flow, identity, UUID.randomUUID().toString());
    }

    private void send(int number, Attack attack) {
        try {
            var raw =
                    NativeClient.raw(retrace.endpoints().adminBase(), attack.start(), attack.headers(), attack.body());
            var answer = RawAnswer.of(raw);
            statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
            wrong(answer).ifPresent(what -> violated(number, attack, what + ": " + raw));
        } catch (RuntimeException e) {
            violated(number, attack, "no answer: " + e);
        }
    }

    private static Optional<String> wrong(RawAnswer answer) {
        if (answer.headers().containsKey("x-injected")) {
            return Optional.of("lets a header in");
        }
        if (answer.status() < 400) {
            return Optional.empty();
        }
        if (answer.whole().contains(AuditAttacks.MARK)) {
            return Optional.of("repeats what was sent");
        }
        if (Disclosures.in(answer.whole()).isPresent()) {
            return Optional.of("says how it is made");
        }
        var type = answer.headers().getOrDefault("content-type", "");
        if (answer.isRefusedByServer()) {
            return Optional.empty();
        }
        if (!type.equals("application/problem+json")) {
            return Optional.of("is no problem document");
        }
        return answer.status() < 500 || (answer.status() == 503 && FOR_NOW.contains(answer.problem()))
                ? Optional.empty()
                : Optional.of("a failure of ours");
    }

    private void violated(int number, Attack attack, String what) {
        if (violations.size() < REPORTED_MAX) {
            violations.add("%d %s %s\n%s".formatted(number, attack.start(), attack.headers(), what));
        }
    }

    /**
     * An answer as it came.
     *
     * @param headers by their names in lower case
     */
    private record RawAnswer(int status, Map<String, String> headers, String body, String whole) {

        static RawAnswer of(String raw) {
            int end = raw.indexOf("\r\n\r\n");
            var lines = new ArrayList<>(raw.substring(0, end).lines().toList());
            int status = Integer.parseInt(lines.removeFirst().split(" ", 3)[1]);
            var headers = new TreeMap<String, String>();
            for (var line : lines) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new RawAnswer(status, headers, raw.substring(end + 4), raw);
        }

        /** What is no path reaches nobody; then the server answers by itself, with a page of its own. */
        boolean isRefusedByServer() {
            return status == 400 && headers.getOrDefault("content-type", "").startsWith("text/html");
        }

        String problem() {
            try {
                return WireJson.mapper().readTree(body).path("type").asString("");
            } catch (JacksonException _) {
                return "";
            }
        }
    }
}
