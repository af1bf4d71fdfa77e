package io.retrace.standalone.pages;

import io.retrace.standalone.pages.NoticePage.Way;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The pages that only say something, each with a way on. */
final class Notices {

    private final Texts texts;
    private final Site site;

    Notices(Texts texts, Site site) {
        this.texts = texts;
        this.site = site;
    }

    /** Of a flow that is over, unknown, or another browser's. */
    NoticePage gone(Flow flow, int status) {
        var again = new Way(texts.get("way." + flow.key()), site.beginning(flow));
        return notice("gone." + status, again, home());
    }

    /** Of a form for getting in, which is no use to whoever is in. */
    NoticePage signedInAlready() {
        return notice("signed_in_already", settings(), home());
    }

    /** What the flow is for is for whoever is signed in. */
    NoticePage signInFirst() {
        return notice("sign_in_first", recover(), home());
    }

    NoticePage signedOut() {
        return notice("signed_out", home(), recover());
    }

    NoticePage nothingHere() {
        return notice("nothing_here", home());
    }

    NoticePage unavailable() {
        return notice("unavailable", home());
    }

    /** An error that the API kept for this browser: in our words where we have some, else in its own. */
    NoticePage error(JsonNode error, boolean signedIn) {
        var reason = error.path("reason").asString(error.path("message").asString(""));
        var key = "error." + error.path("id").asString("");
        var words = texts.find(signedIn ? key + ".signed_in" : key)
                .or(() -> texts.find(key))
                .map(Phrase::ours)
                .orElseGet(() -> texts.wire(reason));
        var ways = List.of(signedIn ? settings() : recover(), home());
        return new NoticePage(frame(), texts.get("error.title"), List.of(words), ways);
    }

    private NoticePage notice(String key, Way... ways) {
        var text = Phrase.ours(texts.get(key + ".text"));
        return new NoticePage(frame(), texts.get(key + ".title"), List.of(text), List.of(ways));
    }

    private Way recover() {
        return new Way(texts.get("way.recovery"), site.beginning(Flow.RECOVERY));
    }

    private Way settings() {
        return new Way(texts.get("way.settings"), site.beginning(Flow.SETTINGS));
    }

    private Way home() {
        return new Way(texts.get("way.home"), site.own() + "/welcome");
    }

    private Frame frame() {
        return new Frame(texts, Optional.empty());
    }
}
