package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** A browser, or a single-page app in one: keeps its cookies and sends the token of the flow that it sees. */
@NullMarked
public final class RecoveryBrowser {

    private final BrowserClient client;
    private final Kind kind;

    /** How a client sends and what it wants back. */
    public enum Kind {
        BROWSER,
        SINGLE_PAGE_APP
    }

    public RecoveryBrowser(Endpoints endpoints, Kind kind) {
        this.client = new BrowserClient(endpoints);
        this.kind = kind;
    }

    /** Opens a recovery flow and returns its id. */
    public String openRecovery() {
        return client.fetch("/self-service/recovery/browser").text("/id");
    }

    /** The recovery flow as its page reads it. */
    public Answer look(String flow) {
        return client.fetch("/self-service/recovery/flows?id=" + flow);
    }

    /** Submits a field to a recovery flow, as a form or as JSON. */
    public Answer submit(String flow, String field, String value) {
        var path = "/self-service/recovery?flow=" + flow;
        var fields = Map.of("method", "code", field, value, "csrf_token", BrowserClient.tokenOf(look(flow)));
        return switch (kind) {
            case BROWSER -> client.submit(path, fields);
            case SINGLE_PAGE_APP -> client.post(path, fields);
        };
    }

    /** What a script gets from there. */
    public Answer fetch(String path) {
        return client.fetch(path);
    }

    /** What a person gets from there. */
    public Answer visit(String path) {
        return client.visit(path);
    }
}
