package io.retrace.standalone.pages;

import io.retrace.standalone.pages.WelcomePage.Visitor;
import io.retrace.wire.http.Urls;
import java.time.Instant;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** Makes of the API's answers what the welcome page says of whoever is signed in. */
final class Visitors {

    private Visitors() {}

    static Visitor of(JsonNode session, JsonNode logout, Site site, Texts texts, ZoneId zone) {
        var identity = session.path("identity");
        var name = identity.at("/traits/email").asString(identity.path("id").asString(""));
        var signOut = Urls.with(logout.path("logout_url").asString(""), "return_to", site.own() + "/signed-out");
        return new Visitor(
                name,
                time(session, "authenticated_at", texts, zone),
                time(session, "expires_at", texts, zone),
                site.beginning(Flow.SETTINGS),
                signOut);
    }

    private static String time(JsonNode session, String field, Texts texts, ZoneId zone) {
        return texts.time(Instant.parse(session.path(field).asString("")), zone);
    }
}
