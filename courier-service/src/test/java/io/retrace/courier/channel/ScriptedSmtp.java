package io.retrace.courier.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server that answers what a test tells it to, command by command, and remembers what it heard. */
public final class ScriptedSmtp implements AutoCloseable {

    /** An answer of which another line comes every now and then, and never the last. */
    public static final String DRIPPING = "250-wait";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "EHLO",
            "250 here",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go",
            ".",
            "250 queued",
            "NOOP",
            "250 ok",
            "RSET",
            "250 ok"));
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedSmtp() {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * From now on this command gets this answer; "." ends the data. No answer hangs up, {@link #DRIPPING} never ends.
     */
    public void answer(String command, String answer) {
        answers.put(command, answer);
    }

    public URI uri() {
        return URI.create("smtp://127.0.0.1:" + socket.getLocalPort() + "/?disable_starttls=true");
    }

    /** What was sent as data, also when it was then refused. */
    public List<String> mails() {
        return mails;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                if (socket.isClosed()) {
                    // it came in while the door was being shut
                    client.close();
                    return;
                }
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 here");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var answer = answer(line);
                if (answer.isEmpty()) {
                    return;
                }
                say(client, answer);
                if (answer.startsWith("354")) {
                    mails.add(data(in));
                    if (answer(".").isEmpty()) {
                        return;
                    }
                    say(client, answer("."));
                }
            }
        } catch (IOException _) {
            // the client has hung up
        }
    }

    private String answer(String line) {
        var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return answers.getOrDefault(command, "502 unknown");
    }

    private static String data(BufferedReader in) throws IOException {
        var data = new StringBuilder();
        for (@Nullable String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append('\n');
        }
        return data.toString();
    }

    private static void say(Socket client, String answer) throws IOException {
        while (answer.equals(DRIPPING)) {
            write(client, answer);
            LockSupport.parkNanos(100_000_000);
        }
        write(client, answer);
    }

    private static void write(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
