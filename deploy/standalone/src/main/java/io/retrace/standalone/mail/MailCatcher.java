package io.retrace.standalone.mail;

import io.retrace.standalone.http.LoopbackServer;
import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes any mail on an SMTP port of 127.0.0.1, keeps the newest in memory, and shows them on an HTTP port of 127.0.0.1:
 *
 * <ul>
 *   <li>{@code GET /latest?to=ADDRESS[&after=SEQ][&wait=MS]}: the newest message to the address with a sequence above
 *       {@code after} (default 0); waits for one up to {@code wait} ms (default 0, at most 60,000); 404 when none came
 *   <li>{@code GET /messages[?to=ADDRESS]}: newest first, at most 250
 *   <li>{@code DELETE /messages}: forgets all, 204; sequences go on
 *   <li>{@code GET /}: a page for people
 * </ul>
 *
 * <p>A message is {@code {seq, to, from, subject, text, html, code, link, headers, received_at}}: see
 * {@link CaughtMail}. There is no authentication; who may reach the machine's loopback may read all mail.
 */
public final class MailCatcher implements AutoCloseable {

    private final SmtpReceiver smtp;
    private final LoopbackServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MailCatcher(SmtpReceiver smtp, LoopbackServer http) {
        this.smtp = smtp;
        this.http = http;
    }

    /**
     * Starts both ports.
     *
     * @throws CannotListenException when one of them is taken; nothing is left running then
     */
    public static MailCatcher start(int smtpPort, int httpPort) {
        requirePorts(smtpPort, httpPort);
        var store = new MailStore();
        var smtp = SmtpReceiver.start(smtpPort, store, Clock.systemUTC());
        try {
            return new MailCatcher(smtp, MailHttp.start(httpPort, store));
        } catch (RuntimeException e) {
            smtp.close();
            throw e;
        }
    }

    /**
     * Looks whether both ports are free.
     *
     * @throws CannotListenException when one of them is taken
     */
    public static void requirePorts(int smtpPort, int httpPort) {
        LoopbackPort.requireFree("The mail catcher's SMTP", smtpPort);
        LoopbackPort.requireFree("The mail catcher's HTTP", httpPort);
    }

    public int smtpPort() {
        return smtp.port();
    }

    public int httpPort() {
        return http.port();
    }

    /** Stops both ports at once; whoever waits for mail is cut off. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            smtp.close();
            http.close();
        }
    }
}
