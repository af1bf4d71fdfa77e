package io.retrace.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive HTTP/1.1 connection to a port of 127.0.0.1, opened with the first request and again after trouble. One
 * request at a time; there is no time-out, whoever waits too long closes it from outside.
 */
final class Connection implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final int port;
    private final AnswerReader reader = new AnswerReader();
    private volatile @Nullable Socket socket;

    Connection(int port) {
        this.port = port;
    }

    /** Sends a request and reads its answer to the end. */
    Answer send(byte[] request) throws IOException {
        try {
            var open = opened();
            open.getOutputStream().write(request);
            var answer = reader.read(open.getInputStream());
            if (reader.closes()) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket opened() throws IOException {
        var current = socket;
        if (current == null) {
            current = new Socket(InetAddress.ofLiteral(HOST), port);
            current.setTcpNoDelay(true);
            socket = current;
        }
        return current;
    }

    @Override
    public void close() {
        var current = socket;
        socket = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException _) {
                // nothing of it is needed any more
            }
        }
    }
}
