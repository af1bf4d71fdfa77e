package io.retrace.standalone.mail;

import com.sun.net.httpserver.HttpExchange;
import io.retrace.standalone.http.HttpAnswer;
import io.retrace.standalone.http.HttpQuery;
import io.retrace.standalone.http.LoopbackServer;
import java.time.Duration;
import java.util.List;

/** The HTTP side; {@link MailCatcher} documents the paths. */
final class MailHttp {

    private static final long WAIT_MS_MAX = 60_000;
    private static final int LISTED_MAX = 250;
    private static final int SHOWN_MAX = 50;

    private final MailStore store;

    private MailHttp(MailStore store) {
        this.store = store;
    }

    static LoopbackServer start(int port, MailStore store) {
        return LoopbackServer.start("The mail catcher's HTTP", port, new MailHttp(store)::answer);
    }

    private HttpAnswer answer(HttpExchange exchange) {
        var query = HttpQuery.parse(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath()) {
            case "GET /" -> InboxPage.of(store.newest(SHOWN_MAX));
            case "GET /style.css" -> HttpAnswer.stylesheet();
            case "GET /icon.svg" -> HttpAnswer.icon();
            case "GET /latest" -> latest(query);
            case "GET /messages" -> HttpAnswer.json(200, messages(query));
            case "DELETE /messages" -> {
                store.clear();
                yield HttpAnswer.empty(204);
            }
            default -> HttpAnswer.error(404, "no such path");
        };
    }

    private HttpAnswer latest(HttpQuery query) {
        String to = query.value("to").orElseThrow(() -> new IllegalArgumentException("to is missing"));
        long after = query.number("after", Long.MAX_VALUE);
        var wait = Duration.ofMillis(query.number("wait", WAIT_MS_MAX));
        try {
            return store.latest(to, after, wait)
                    .map(mail -> HttpAnswer.json(200, mail))
                    .orElseGet(() -> HttpAnswer.error(404, "no such mail"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return HttpAnswer.error(503, "stopping");
        }
    }

    private List<CaughtMail> messages(HttpQuery query) {
        return query.value("to").map(to -> store.newest(to, LISTED_MAX)).orElseGet(() -> store.newest(LISTED_MAX));
    }
}
