package io.retrace.log;

import io.retrace.model.event.SecretMac;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is kept of the cookie that binds a flow to a browser: its MAC under the session keys, which both services hold. */
public final class BrowserMacs {

    private static final String PURPOSE = "csrf ";

    private final KeyRing keys;

    /**
     * MACs of cookies.
     *
     * @param keys the ring {@code session}
     */
    public BrowserMacs(KeyRing keys) {
        this.keys = keys;
    }

    /** What is kept of a cookie. */
    public SecretMac mac(String cookie) {
        return keys.mac(message(cookie));
    }

    /** What may be kept of a cookie: its MAC under each live key. */
    public List<SecretMac> macs(String cookie) {
        return keys.macs(message(cookie));
    }

    private static byte[] message(String cookie) {
        return (PURPOSE + cookie).getBytes(StandardCharsets.UTF_8);
    }
}
