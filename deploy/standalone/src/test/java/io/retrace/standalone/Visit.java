package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** A recovery flow in the hands of a client of some kind, which sends along what its kind has to. */
@NullMarked
final class Visit {

    private static final String LOOK = "/self-service/recovery/flows?id=";
    private static final String SUBMIT = "/self-service/recovery?flow=";

    private final String flow;
    private final Function<Map<String, String>, Answer> submission;
    private final Supplier<Answer> look;

    /** What asks, and how it sends and what it wants back. */
    enum Kind {
        NATIVE,
        SINGLE_PAGE_APP,
        BROWSER
    }

    private Visit(String flow, Function<Map<String, String>, Answer> submission, Supplier<Answer> look) {
        this.flow = flow;
        this.submission = submission;
        this.look = look;
    }

    /** Opens a flow, in a browser of its own where there is one. */
    static Visit begin(Endpoints endpoints, Kind kind) {
        return switch (kind) {
            case NATIVE -> ofNative(new NativeClient(endpoints));
            case SINGLE_PAGE_APP -> inBrowser(new BrowserClient(endpoints), BrowserClient::post);
            case BROWSER -> inBrowser(new BrowserClient(endpoints), BrowserClient::submit);
        };
    }

    private static Visit ofNative(NativeClient client) {
        var flow = client.openRecovery();
        return new Visit(flow, fields -> client.submit(flow, fields), () -> client.getPublic(LOOK + flow));
    }

    private interface Sending {
        Answer send(BrowserClient browser, String path, Map<String, String> fields);
    }

    private static Visit inBrowser(BrowserClient browser, Sending sending) {
        var opened = browser.fetch("/self-service/recovery/browser");
        var flow = opened.text("/id");
        var token = BrowserClient.tokenOf(opened);
        return new Visit(
                flow,
                fields -> sending.send(browser, SUBMIT + flow, with(fields, "csrf_token", token)),
                () -> browser.fetch(LOOK + flow));
    }

    /** The flow's id. */
    String flow() {
        return flow;
    }

    /** Asks for a letter with a code or a link. */
    Answer askForLetter(String method, String email) {
        return submit(method, "email", email);
    }

    /** Submits a field beside the method. */
    Answer submit(String method, String field, String value) {
        return submission.apply(Map.of("method", method, field, value));
    }

    /** The flow as its page reads it. */
    Answer look() {
        return look.get();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }
}
