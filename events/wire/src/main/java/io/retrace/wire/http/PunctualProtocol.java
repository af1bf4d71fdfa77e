package io.retrace.wire.http;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 from clients that may be slow on purpose. Tomcat bounds the pause between two bytes; here the whole head and
 * the whole body of a request have a time as well.
 */
public final class PunctualProtocol extends Http11NioProtocol {

    private static final String TALE_TELLING = "org.apache.juli.logging.UserDataHelper.CONFIG";

    static {
        // else Tomcat quotes what clients send wrong in the log, and that may be an address or a token
        if (System.getProperty(TALE_TELLING) == null) {
            System.setProperty(TALE_TELLING, "NONE");
        }
    }

    private Duration headTimeout = Duration.ofSeconds(10);
    private Duration bodyTimeout = Duration.ofSeconds(30);

    /** Before the port opens. */
    public void expect(Duration headTimeout, Duration bodyTimeout) {
        this.headTimeout = headTimeout;
        this.bodyTimeout = bodyTimeout;
        // what is left of a body that nobody wants is not waited for, and parts without a use must not drip either
        setMaxSwallowSize(0);
        setMaxExtensionSize(0);
        setMaxTrailerSize(0);
    }

    @Override
    protected Processor createProcessor() {
        return new PunctualProcessor(this, headTimeout, bodyTimeout);
    }
}
