package io.retrace.standalone.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.apart.OneOrigin.Ports;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services as three processes, set up as {@code deploy/README.md} says, behind one origin. */
final class ThreeServices implements AutoCloseable {

    static final List<String> NAMES = List.of("command", "query", "courier");

    private static final Duration START_MAX = Duration.ofSeconds(90);

    private final Path directory;
    private final Neighbours neighbours;
    private final Ports origin = freePorts();
    private final Map<String, Ports> ports = new TreeMap<>();
    private final Map<String, ServiceProcess> processes = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final OneOrigin proxy;

    ThreeServices(Path directory, Neighbours neighbours) throws IOException {
        this.directory = directory;
        this.neighbours = neighbours;
        NAMES.forEach(name -> ports.put(name, freePorts()));
        this.proxy = OneOrigin.start(ports, origin);
    }

    private static Ports freePorts() {
        return new Ports(LoopbackPort.findFree(), LoopbackPort.findFree());
    }

    /** Runs a service's command where the service will run; the configuration is that of the command alone. */
    int run(String service, String command, Map<String, String> configuration) {
        return ServiceProcess.run(home(service), service, configuration, command);
    }

    /** The commands {@code migrate}, in their order. */
    void migrate() {
        var log = Neighbours.owner("retrace.log.owner", neighbours.logUrl());
        var courier = Neighbours.owner("retrace.courier.owner", neighbours.courierUrl());

        assertThat(run("command", "migrate", log)).as(printed("command")).isZero();
        assertThat(run("query", "migrate", log)).as(printed("query")).isZero();
        assertThat(run("courier", "migrate", courier)).as(printed("courier")).isZero();
    }

    /** The commands {@code keys}, and what one service gives another. */
    void makeKeys() throws IOException {
        assertThat(run("command", "keys", Map.of("retrace.keys.directory", "keys")))
                .isZero();
        assertThat(run("courier", "keys", Map.of("retrace.keys.directory", "keys")))
                .isZero();
        assertThat(run("query", "keys", Map.of("retrace.keys.directory", "keys")))
                .isZero();
        for (var shared : List.of("kek.keys", "session.keys")) {
            Files.copy(
                    home("command").resolve("keys").resolve(shared),
                    home("query").resolve("keys").resolve(shared));
        }
    }

    /** Starts all three; returns when each is ready. */
    void start() {
        for (var name : NAMES) {
            processes.put(name, ServiceProcess.serve(home(name), name, configuration(name)));
        }
        for (var name : NAMES) {
            await().atMost(START_MAX)
                    .ignoreExceptions()
                    .failFast(name + " ended", () -> !process(name).isAlive())
                    .until(() -> askAdmin(name, "/health/ready").statusCode() == 200);
        }
    }

    /** What a running service is configured with; no owner is in it. */
    Map<String, String> configuration(String service) {
        var all = new HashMap<String, String>();
        all.put("retrace.keys.directory", "keys");
        all.put("retrace.kafka.bootstrap_servers", neighbours.broker().bootstrapServers());
        all.put("retrace.serve.public.port", String.valueOf(portsOf(service).publicPort()));
        all.put("retrace.serve.admin.port", String.valueOf(portsOf(service).adminPort()));
        all.putAll(Neighbours.login("retrace.log." + service, neighbours.logUrl(), service));
        if (service.equals("courier")) {
            all.putAll(Neighbours.login("retrace.courier.database", neighbours.courierUrl(), service));
            all.put("retrace.courier.smtp.connection_uri", neighbours.smtpUri());
        } else {
            all.put("retrace.serve.public.base_url", endpoints().publicBase().toString());
            all.put("retrace.serve.admin.base_url", endpoints().adminBase().toString());
            all.put("retrace.http.trusted_proxies[0]", "127.0.0.1/32");
            all.put("retrace.selfservice.flows.recovery.enabled", "true");
            all.put("retrace.identity.schemas[0].id", "default");
            all.put("retrace.identity.schemas[0].url", schema());
        }
        return all;
    }

    private static String schema() {
        return Path.of("src/test/resources/identity-schemas/default.json")
                .toUri()
                .toString();
    }

    Endpoints endpoints() {
        var mail = local(neighbours.mail().httpPort());
        return new Endpoints(local(origin.publicPort()), local(origin.adminPort()), local(1), mail);
    }

    /** What a service answers on its own admin port. */
    HttpResponse<String> askAdmin(String service, String path) throws IOException, InterruptedException {
        var url = URI.create(local(portsOf(service).adminPort()) + path);
        return http.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    /** What the one origin answers on its admin port. */
    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoints().adminBase() + path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    Ports portsOf(String service) {
        return found(ports, service);
    }

    ServiceProcess process(String service) {
        return found(processes, service);
    }

    /** All that a service's processes printed, its commands included. */
    String printed(String service) {
        return ServiceProcess.printedIn(home(service));
    }

    private Path home(String service) {
        return directory.resolve(service);
    }

    private static <T> T found(Map<String, T> all, String service) {
        var one = all.get(service);
        if (one == null) {
            throw new IllegalArgumentException("no such service: " + service);
        }
        return one;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        processes.values().forEach(ServiceProcess::close);
        proxy.close();
        http.close();
    }
}
