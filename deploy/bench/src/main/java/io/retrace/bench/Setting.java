package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the parts work with: the server, the mail that comes, and the flows and identities that were made there. */
final class Setting implements AutoCloseable {

    private static final int FLOWS_MAX = 4_000;
    private static final int IDENTITIES = 256;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final byte[] ID = Bytes.ascii("\"id\":\"");

    private final Options options;
    private final StandaloneProcess server;
    private final Mailbox mailbox;
    private final MailReceiver receiver;
    private final ConcurrentLinkedQueue<UUID> flows = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flowsKept = new AtomicInteger();
    private final List<String> addresses = new ArrayList<>();

    private Setting(Options options, StandaloneProcess server, Mailbox mailbox, MailReceiver receiver) {
        this.options = options;
        this.server = server;
        this.mailbox = mailbox;
        this.receiver = receiver;
    }

    /**
     * Starts to receive mail; the server is not started yet, and is stopped when this is closed or we end.
     *
     * @param data the server's data directory
     */
    static Setting open(Options options, Path data) {
        var mailbox = new Mailbox();
        int smtpPort = FreePorts.find(1).getFirst();
        var receiver = MailReceiver.start(smtpPort, mailbox);
        var server = new StandaloneProcess(options.jar(), options.jvmFlags(), data, options.out(), smtpPort);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return new Setting(options, server, mailbox, receiver);
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

    /** Lets people recover for a while, so that the log has whole stories. */
    void makeHistory(String part, int workers, int seconds) throws IOException, InterruptedException {
        run(part, workers, 0, seconds, Shares.of(workers, this));
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

    /** The addresses of {@value #IDENTITIES} identities; makes those that are missing. */
    List<String> addresses() throws IOException {
        var requests = new Requests(server.adminPort());
        try (var connection = new Connection(server.adminPort())) {
            while (addresses.size() < IDENTITIES) {
                var address = "bench-%d@example.org".formatted(addresses.size());
                var body = "{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + address + "\"}}";
                var answer = connection.send(requests.post("/admin/identities", body));
                if (answer.status() != CONFLICT) {
                    expect(CREATED, answer);
                }
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    @Override
    public void close() {
        server.close();
        receiver.close();
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}
