package io.retrace.wire;

import io.retrace.wire.http.PunctualProtocol;
import io.retrace.wire.settings.HttpSettings;
import java.util.concurrent.Executors;
import org.apache.catalina.connector.Connector;

/** The ports of the web server. */
final class Ports {

    /** What serves them. */
    static final String PROTOCOL = PunctualProtocol.class.getName();

    private static final int HEADER_BYTES_MAX = 16 << 10;
    private static final int SILENCE_MS_MAX = 5_000;
    private static final int KEEP_ALIVE_MS = 120_000;
    private static final int CONNECTIONS_MAX = 4_096;

    private Ports() {}

    /** Where a connector listens, within its bounds (spec section 1.1); every request has a virtual thread of its own. */
    static void listen(Connector connector, String host, int port, HttpSettings http) {
        connector.setPort(port);
        connector.setProperty("address", host);
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(HEADER_BYTES_MAX));
        connector.setProperty("connectionTimeout", String.valueOf(SILENCE_MS_MAX));
        connector.setProperty("keepAliveTimeout", String.valueOf(KEEP_ALIVE_MS));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxConnections", String.valueOf(CONNECTIONS_MAX));
        connector.setProperty("tcpNoDelay", "true");
        if (connector.getProtocolHandler() instanceof PunctualProtocol protocol) {
            protocol.expect(http.headTimeout(), http.bodyTimeout());
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
    }
}
