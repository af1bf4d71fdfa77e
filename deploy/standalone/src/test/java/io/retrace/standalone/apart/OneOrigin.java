package io.retrace.standalone.apart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;

/** The proxy before the services: two ports, one origin, routed by the path table. */
final class OneOrigin implements AutoCloseable {

    private final PathTable table;
    private final Map<String, Ports> services;
    private final Forwarding forwarding = new Forwarding();
    private final HttpServer publicServer;
    private final HttpServer adminServer;

    /** Where a service listens. */
    record Ports(int publicPort, int adminPort) {

        private int of(Port port) {
            return port == Port.ADMIN ? adminPort : publicPort;
        }
    }

    private OneOrigin(PathTable table, Map<String, Ports> services, Ports own) throws IOException {
        this.table = table;
        this.services = Map.copyOf(services);
        this.publicServer = listen(own.publicPort(), Port.PUBLIC);
        this.adminServer = listen(own.adminPort(), Port.ADMIN);
    }

    static OneOrigin start(Map<String, Ports> services, Ports own) throws IOException {
        return new OneOrigin(PathTable.read(), services, own);
    }

    private HttpServer listen(int number, Port port) throws IOException {
        var server = HttpServer.create(LoopbackPort.address(number), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> pass(exchange, port));
        server.start();
        return server;
    }

    private void pass(HttpExchange exchange, Port port) throws IOException {
        var asked = exchange.getRequestURI();
        var service = table.serviceOf(port, exchange.getRequestMethod(), asked.getPath());
        var ports = services.get(service);
        if (ports == null) {
            throw new IllegalStateException("the path table names a service that has no port: " + service);
        }
        forwarding.pass(exchange, URI.create("http://127.0.0.1:" + ports.of(port) + asked));
    }

    @Override
    public void close() {
        publicServer.stop(0);
        adminServer.stop(0);
        forwarding.close();
    }
}
