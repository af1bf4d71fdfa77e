package io.retrace.standalone.pages;

import com.sun.net.httpserver.HttpExchange;
import io.retrace.standalone.http.HttpAnswer;
import io.retrace.wire.http.Urls;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which page answers what, and what it asks the public API for. */
final class Routes {

    private static final String WELCOME = "/welcome";

    private final Site site;
    private final PublicApi api;
    private final Clock clock;

    Routes(Site site, PublicApi api, Clock clock) {
        this.site = site;
        this.api = api;
        this.clock = clock;
    }

    HttpAnswer answer(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        if (!site.own().equals("http://" + exchange.getRequestHeaders().getFirst("Host"))) {
            // the cookies are those of one host name
            return HttpAnswer.seeOther(site.own() + uri.getRawPath());
        }
        var visit = Visit.of(exchange);
        return switch (exchange.getRequestMethod() + " " + uri.getPath()) {
            case "GET /", "GET " + WELCOME -> welcome(visit);
            case "GET /recovery" -> flow(Flow.RECOVERY, visit);
            case "GET /settings" -> flow(Flow.SETTINGS, visit);
            case "GET /error" -> error(visit);
            case "GET /login" -> page(200, notices(visit).signInFirst());
            case "GET /signed-out" -> page(200, notices(visit).signedOut());
            case "GET /style.css" -> HttpAnswer.stylesheet();
            case "GET /icon.svg" -> HttpAnswer.icon();
            default -> page(404, notices(visit).nothingHere());
        };
    }

    private HttpAnswer welcome(Visit visit) {
        var whoami = api.get("/sessions/whoami", visit.cookies());
        var signOut = whoami.isOk() ? api.get("/self-service/logout/browser", visit.cookies()) : whoami;
        var frame = new Frame(visit.texts(), site.letters());
        var visitor = signOut.isOk()
                ? Optional.of(Visitors.of(whoami.body(), signOut.body(), site, visit.texts(), clock.getZone()))
                : Optional.<WelcomePage.Visitor>empty();
        var model = new WelcomePage(frame, visitor, site.beginning(Flow.RECOVERY), site.admin());
        return HttpAnswer.page(200, JtewelcomeGenerated::render, model, site.contentSecurityPolicy());
    }

    private HttpAnswer flow(Flow flow, Visit visit) {
        var id = visit.query().value("flow");
        if (id.isEmpty()) {
            return HttpAnswer.seeOther(beginning(flow, visit.query().value("return_to")));
        }
        var path = Urls.with("/self-service/" + flow.key() + "/flows", "id", id.get());
        var answer = api.get(path, visit.cookies());
        if (flow == Flow.RECOVERY && isForWhoeverIsOut(answer) && isSignedIn(visit)) {
            return page(answer.status(), notices(visit).signedInAlready());
        }
        return switch (answer.status()) {
            case 200 -> {
                var frame = new Frame(visit.texts(), flow == Flow.RECOVERY ? site.letters() : Optional.empty());
                var page = new FlowReader(visit.texts(), clock.instant())
                        .page(flow, answer.body(), frame, onward(flow, answer.body()));
                yield HttpAnswer.page(200, JteflowGenerated::render, page, site.contentSecurityPolicy());
            }
            case 401 -> page(401, notices(visit).signInFirst());
            case 403, 404, 410 -> page(answer.status(), notices(visit).gone(flow, answer.status()));
            default -> page(502, notices(visit).unavailable());
        };
    }

    /** Whether a recovery is over, another browser's, or waits for an address, which the API takes of nobody who is signed in. */
    private static boolean isForWhoeverIsOut(PublicApi.Answer recovery) {
        return switch (recovery.status()) {
            case 200 -> recovery.body().path("state").asString("").equals("choose_method");
            case 403, 404, 410 -> true;
            default -> false;
        };
    }

    private boolean isSignedIn(Visit visit) {
        return visit.cookies().isPresent()
                && api.get("/sessions/whoami", visit.cookies()).isOk();
    }

    /** Where a flow leads that is done: a recovery to a new password, that to wherever its client wanted. */
    private String onward(Flow flow, JsonNode json) {
        var returnTo = Optional.of(json.path("return_to").asString("")).filter(to -> !to.isEmpty());
        return switch (flow) {
            case RECOVERY -> beginning(Flow.SETTINGS, returnTo);
            case SETTINGS -> returnTo.orElse(site.own() + WELCOME);
        };
    }

    private String beginning(Flow flow, Optional<String> returnTo) {
        var beginning = site.beginning(flow);
        return returnTo.map(to -> Urls.with(beginning, "return_to", to)).orElse(beginning);
    }

    private HttpAnswer error(Visit visit) {
        var path = Urls.with(
                "/self-service/errors", "id", visit.query().value("id").orElse(""));
        var answer = api.get(path, visit.cookies());
        return switch (answer.status()) {
            case 200 -> page(200, notices(visit).error(answer.body().path("error"), isSignedIn(visit)));
            case 404 -> page(404, notices(visit).nothingHere());
            default -> page(502, notices(visit).unavailable());
        };
    }

    private Notices notices(Visit visit) {
        return new Notices(visit.texts(), site);
    }

    private HttpAnswer page(int status, NoticePage page) {
        return HttpAnswer.page(status, JtenoticeGenerated::render, page, site.contentSecurityPolicy());
    }
}
