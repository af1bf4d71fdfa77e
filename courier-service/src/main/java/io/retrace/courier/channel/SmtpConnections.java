package io.retrace.courier.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the mail server, kept open between letters: each serves one letter at a time and at most
 * {@value #LETTERS_MAX} in all, and is closed after {@link #IDLE_MAX} without one. There are never more than letters
 * under way at once.
 */
final class SmtpConnections implements AutoCloseable {

    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final int LETTERS_MAX = 100;
    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

    private final MailServer server;
    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final ScheduledExecutorService sweeper;
    private boolean closed;

    SmtpConnections(MailServer server, Session session) {
        this.server = server;
        this.session = session;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("smtp-sweeper").daemon().factory());
        var _ = sweeper.scheduleWithFixedDelay(
                () -> takeIdleFor(IDLE_MAX).forEach(this::drop),
                SWEEP.toMillis(),
                SWEEP.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * An open connection.
     *
     * @param letters how many it has served
     */
    record Connection(Transport transport, int letters, long idleSinceNanos) {}

    /** A connection that answers: a kept one or else a new one. */
    Connection take() throws MessagingException {
        for (var kept = pollNewest(); kept != null; kept = pollNewest()) {
            if (kept.transport().isConnected()) {
                return kept;
            }
            drop(kept);
        }
        var transport = session.getTransport(server.protocol());
        transport.connect(server.host(), server.port(), server.user(), server.password());
        return new Connection(transport, 0, System.nanoTime());
    }

    /** Keeps a connection that has just served a letter. */
    void giveBack(Connection used) {
        lock.lock();
        try {
            if (!closed && used.letters() + 1 < LETTERS_MAX) {
                idle.addLast(new Connection(used.transport(), used.letters() + 1, System.nanoTime()));
                return;
            }
        } finally {
            lock.unlock();
        }
        drop(used);
    }

    /** Closes a connection of which nobody knows in which state it is. */
    void drop(Connection broken) {
        try {
            broken.transport().close();
        } catch (MessagingException e) {
            log.debug("closing a mail connection failed", e);
        }
    }

    private @Nullable Connection pollNewest() {
        lock.lock();
        try {
            return idle.pollLast();
        } finally {
            lock.unlock();
        }
    }

    private List<Connection> takeIdleFor(Duration least) {
        long now = System.nanoTime();
        var stale = new ArrayList<Connection>();
        lock.lock();
        try {
            while (!idle.isEmpty() && now - idle.getFirst().idleSinceNanos() >= least.toNanos()) {
                stale.add(idle.removeFirst());
            }
        } finally {
            lock.unlock();
        }
        return stale;
    }

    /** Closes the kept connections; those in use are closed when they are given back. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        takeIdleFor(Duration.ZERO).forEach(this::drop);
    }
}
