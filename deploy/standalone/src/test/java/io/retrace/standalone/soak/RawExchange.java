package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * What came back on a connection of its own, byte for byte.
 *
 * @param hung whether the server neither answered to the end nor hung up in time
 */
record RawExchange(String answer, boolean hung) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    /** Sends the pieces with pauses between them, says that nothing more comes, and reads until the server hangs up. */
    static RawExchange send(URI base, List<byte[]> pieces) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            write(socket, pieces);
            return read(socket);
        }
    }

    /** Of all answers, in their order; a client may get several for what it meant as one. */
    List<Integer> statuses() {
        return STATUS.matcher(answer)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .toList();
    }

    private static void write(Socket socket, List<byte[]> pieces) {
        try {
            var out = socket.getOutputStream();
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                out.write(pieces.get(i));
                out.flush();
            }
            socket.shutdownOutput();
        } catch (IOException _) {
            // refused before it was all sent; the answer may be there
        }
    }

    private static RawExchange read(Socket socket) {
        var answer = new ByteArrayOutputStream();
        boolean hung = false;
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException _) {
            hung = true;
        } catch (IOException _) {
            // cut off; what came before counts
        }
        return new RawExchange(answer.toString(ISO_8859_1), hung);
    }
}
