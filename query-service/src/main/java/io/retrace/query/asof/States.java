package io.retrace.query.asof;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityId;
import io.retrace.wire.http.WireJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** States at a moment as whole documents, with their hash: what the API answers, for whoever else shows them. */
public final class States {

    private final IdentityAsOf identities;
    private final EventCodec codec;

    States(Histories histories, EventCodec codec) {
        this.identities = new IdentityAsOf(histories, codec);
        this.codec = codec;
    }

    /** That of an identity; empty when there was none at that moment. */
    public Optional<ObjectNode> identity(IdentityId id, AsOf asOf) {
        return identities.state(id, asOf).map(state -> whole(asOf, state));
    }

    ObjectNode whole(AsOf asOf, ObjectNode state) {
        var body = WireJson.mapper().createObjectNode();
        body.putObject("as_of")
                .put("position", asOf.position())
                .put("at", asOf.at().toString());
        body.put("state_hash", codec.hash(state));
        body.set("state", state);
        return body;
    }
}
