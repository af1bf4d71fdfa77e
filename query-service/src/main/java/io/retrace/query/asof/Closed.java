package io.retrace.query.asof;

import io.retrace.model.event.Sealed;
import io.retrace.wire.http.WireJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** Personal data as auditors see it: whose it is, and which ciphertext, so that a change of it shows. */
final class Closed {

    private Closed() {}

    static ObjectNode json(Sealed sealed) {
        return WireJson.mapper()
                .createObjectNode()
                .put("closed", sealed.subject())
                .put("sha256", sha256(sealed.text()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
