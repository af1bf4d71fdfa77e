package io.retrace.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the parts work with: the server, the mail that comes, and the flows and identities that were made there. */
final class Setting {

    private static final int FLOWS_MAX = 4_000;
    private static final int IDENTITIES = 256;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final byte[] ID = Bytes.ascii("\"id\":\"");

    private final Options options;
    private final StandaloneProcess server;
    private final Mailbox mailbox;
    private final ConcurrentLinkedQueue<UUID> flows = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flowsKept = new AtomicInteger();
    private final List<String> addresses = new ArrayList<>();

    Setting(Options options, StandaloneProcess server, Mailbox mailbox) {
        this.options = options;
        this.server = server;
        this.mailbox = mailbox;
    }

    StandaloneProcess server() {
        return server;
    }

    Options options() {
        return options;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Runs a load for as long as the part, or the person who asked for the bench, wishes. */
    LoadFigures run(String part, int workers, int warmUpSeconds, int seconds, Load.Hiring hiring)
            throws IOException, InterruptedException {
        var load = new Load(
                workers,
                options.warmUp().orElse(Duration.ofSeconds(warmUpSeconds)),
                options.measured().orElse(Duration.ofSeconds(seconds)));
        var observation = new Observation(part, server, options);
        var result = load.run(hiring, observation);
        return new LoadFigures(part, result, observation.cpuUse());
    }

    /** Keeps the id of a flow that was created, while there are few. */
    void keepFlow(Answer created) {
        if (flowsKept.get() < FLOWS_MAX && flowsKept.incrementAndGet() <= FLOWS_MAX) {
            created.textAfter(ID).map(UUID::fromString).ifPresent(flows::add);
        }
    }

    /** Some thousand ids of flows; makes those that are missing. */
    List<UUID> flows() throws IOException {
        var create = new Requests(server.publicPort()).get(RequestPart.OPENING);
        try (var connection = new Connection(server.publicPort())) {
            while (flowsKept.get() < FLOWS_MAX) {
                keepFlow(expect(OK, connection.send(create)));
            }
        }
        return List.copyOf(flows);
    }

    /** The addresses of {@value #IDENTITIES} identities; makes them at the first call. */
    List<String> addresses() throws IOException {
        var requests = new Requests(server.adminPort());
        try (var connection = new Connection(server.adminPort())) {
            while (addresses.size() < IDENTITIES) {
                var address = "bench-%d@example.org".formatted(addresses.size());
                var body = "{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + address + "\"}}";
                expect(CREATED, connection.send(requests.post("/admin/identities", body)));
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}
