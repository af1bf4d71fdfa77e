package io.retrace.query.asof;

import io.retrace.model.event.Sealed;
import io.retrace.model.event.Sha256;
import io.retrace.wire.http.WireJson;
import tools.jackson.databind.node.ObjectNode;

/** Personal data as auditors see it: whose it is, and which ciphertext, so that a change of it shows. */
final class Closed {

    private Closed() {}

    static ObjectNode json(Sealed sealed) {
        return WireJson.mapper()
                .createObjectNode()
                .put("closed", sealed.subject())
                .put("sha256", Sha256.hex(sealed.text()));
    }
}
