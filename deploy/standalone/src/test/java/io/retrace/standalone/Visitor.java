package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * Whoever recovers an account, as a proxy passes it on: with an address, a program and a trace of its own.
 *
 * @param trace a W3C trace id
 */
@NullMarked
record Visitor(NativeClient client, Endpoints endpoints, String address, String agent, String trace) {

    String open() {
        return client.send("GET", endpoints.publicBase(), "/self-service/recovery/api", "", headers())
                .text("/id");
    }

    Answer ask(String flow, String email) {
        return submit(flow, Map.of("method", "code", "email", email));
    }

    /** Opens a recovery and asks for a code. */
    String askNew(String email) {
        var flow = open();
        ask(flow, email);
        return flow;
    }

    Answer code(String flow, String code) {
        return submit(flow, Map.of("method", "code", "code", code));
    }

    /** The code of the latest letter, after so many that are none. */
    Answer codeAfterWrongOnes(int wrong, String flow, String email) {
        for (int i = 0; i < wrong; i++) {
            code(flow, "12345x");
        }
        return code(flow, client.mailedCode(email));
    }

    private Answer submit(String flow, Map<String, String> fields) {
        return client.submit(flow, "application/json", WireJson.mapper().writeValueAsBytes(fields), headers());
    }

    private String[] headers() {
        return new String[] {
            "X-Forwarded-For", address, "User-Agent", agent, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01"
        };
    }
}
