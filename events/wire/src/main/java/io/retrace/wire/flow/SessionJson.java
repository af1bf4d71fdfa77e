package io.retrace.wire.flow;

import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A session as {@code whoami} and the operator's list show it (spec section 10.2). */
public final class SessionJson {

    private static final Map<Method, String> METHODS =
            Map.of(Method.CODE_RECOVERY, "code_recovery", Method.LINK_RECOVERY, "link_recovery");
    private static final String AAL1 = "aal1";

    private final IdentityJson identities;

    public SessionJson(Urls urls, Opener opener) {
        this.identities = new IdentityJson(urls, opener);
    }

    /**
     * The session of a signed-in person.
     *
     * @param device what the session was issued to
     */
    public ObjectNode of(Session.Issued session, Identity.Present identity, Device device) {
        return of(session, true, identities.forPerson(identity), device);
    }

    /**
     * A session on an operator's list.
     *
     * @param active whether it would let its owner in
     */
    public ObjectNode listed(Session.Issued session, boolean active, Identity.Present identity, Device device) {
        return of(session, active, identities.besideSession(identity), device);
    }

    private static ObjectNode of(Session.Issued session, boolean active, ObjectNode identity, Device device) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", session.id().toString());
        json.put("active", active);
        json.put("expires_at", session.expiresAt().toString());
        json.put("authenticated_at", session.issuedAt().toString());
        json.put("authenticator_assurance_level", AAL1);
        json.putArray("authentication_methods")
                .addObject()
                .put("method", METHODS.get(session.method()))
                .put("aal", AAL1)
                .put("completed_at", session.issuedAt().toString());
        json.put("issued_at", session.issuedAt().toString());
        json.set("identity", identity);
        json.putArray("devices")
                .addObject()
                .put("id", session.id().toString())
                .put("ip_address", device.address())
                .put("user_agent", device.userAgent())
                .put("location", "");
        return json;
    }

    /** Where a session was issued to, in the clear. */
    public record Device(String address, String userAgent) {

        @Override
        public String toString() {
            return "Device[hidden]";
        }
    }
}
