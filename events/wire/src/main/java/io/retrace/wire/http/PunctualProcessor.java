package io.retrace.wire.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests. A head that takes too long closes the connection; a body that does fails its reader, and
 * Tomcat answers 408. Tomcat calls {@link #service} whenever bytes of an unfinished head have come.
 */
final class PunctualProcessor extends Http11Processor {

    private final long headNanosMax;
    private @Nullable SocketWrapperBase<?> amidHead;
    private long headSince;

    PunctualProcessor(AbstractHttp11Protocol<?> protocol, Duration headTimeout, Duration bodyTimeout) {
        super(protocol, protocol.getAdapter());
        this.headNanosMax = headTimeout.toNanos();
        request.setInputBuffer(new PunctualBody(request.getInputBuffer(), bodyTimeout));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        // a processor may come from a connection that ended in the middle of a head
        boolean goesOn = socket.equals(amidHead);
        if (goesOn && System.nanoTime() - headSince > headNanosMax) {
            amidHead = null;
            return SocketState.CLOSED;
        }
        var state = super.service(socket);
        if (state != SocketState.LONG) {
            amidHead = null;
        } else if (!goesOn) {
            amidHead = socket;
            headSince = System.nanoTime();
        }
        return state;
    }

    /** A request's body, whoever reads it; its time begins with the request. */
    private final class PunctualBody implements InputBuffer {

        private final InputBuffer body;
        private final long nanosMax;

        PunctualBody(InputBuffer body, Duration timeout) {
            this.body = body;
            this.nanosMax = timeout.toNanos();
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = body.doRead(handler);
            if (read > 0 && System.nanoTime() - request.getStartTimeNanos() > nanosMax) {
                // of this type, because Tomcat answers it with 408 and any other with 400
                throw new SocketTimeoutException("the body did not arrive in time");
            }
            return read;
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
