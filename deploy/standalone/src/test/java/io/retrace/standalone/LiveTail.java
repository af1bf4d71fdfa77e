package io.retrace.standalone;

import io.retrace.wire.http.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/** Somebody who listens to the audit trail, and keeps what he hears. */
@NullMarked
public final class LiveTail implements AutoCloseable {

    private static final String DATA = "data: ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    private LiveTail() {}

    /** Listens from now on; the stream has begun when this returns. */
    public static LiveTail of(URI adminBase, String filter) {
        return listening(HttpRequest.newBuilder(URI.create(adminBase + "/admin/audit/tail" + filter)));
    }

    /** Listens to what happened behind a position, and goes on. */
    public static LiveTail behind(long position, URI adminBase, String filter) {
        return listening(HttpRequest.newBuilder(URI.create(adminBase + "/admin/audit/tail" + filter))
                .header("Last-Event-ID", Long.toString(position)));
    }

    private static LiveTail listening(HttpRequest.Builder request) {
        var tail = new LiveTail();
        try {
            var answer = tail.http.send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no tail: " + answer.statusCode());
            }
            var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            Thread.ofVirtual().start(() -> tail.listen(lines));
            return tail;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    heard.add(WireJson.mapper().readTree(line.substring(DATA.length())));
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    /** The entries so far, in the order in which they came. */
    public List<JsonNode> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
