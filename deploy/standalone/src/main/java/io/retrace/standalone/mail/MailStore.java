package io.retrace.standalone.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest mails, in memory: at most {@value #MAILS_MAX} and {@value #BYTES_MAX} bytes as sent; the oldest make room.
 * Looking up by recipient takes the same time however many there are, and who waits for a recipient is woken by mail to
 * that one only. Recipients compare without case.
 */
final class MailStore {

    static final int MAILS_MAX = 10_000;
    static final long BYTES_MAX = 128L * 1024 * 1024;

    private record Kept(CaughtMail mail, String key, int bytes) {}

    /** One recipient's mails, oldest first, and those who wait for more. */
    private static final class Inbox {
        private final Deque<Kept> mails = new ArrayDeque<>();
        private final Condition arrived;
        private int waiting;

        Inbox(Condition arrived) {
            this.arrived = arrived;
        }

        Optional<CaughtMail> newestAfter(long seq) {
            return Optional.ofNullable(mails.peekLast()).map(Kept::mail).filter(mail -> mail.seq() > seq);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Map<String, Inbox> inboxes = new HashMap<>();
    private long lastSeq;
    private long bytes;

    /** Keeps the mail once for each recipient. */
    void add(String from, List<String> recipients, byte[] raw, Instant receivedAt) {
        var mime = MimeMail.parse(raw);
        Optional<String> code = Secrets.code(mime.text());
        Optional<String> link = Secrets.link(mime.text()).or(() -> mime.html().flatMap(Secrets::linkInHtml));
        lock.lock();
        try {
            for (String to : recipients) {
                lastSeq++;
                var mail = new CaughtMail(
                        lastSeq,
                        to,
                        from,
                        mime.subject(),
                        mime.text(),
                        mime.html(),
                        code,
                        link,
                        mime.headers(),
                        receivedAt);
                keep(new Kept(mail, key(to), raw.length));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest mail to the address with a sequence above {@code after}; waits for one if there is none yet.
     *
     * @return empty when none came in time
     */
    Optional<CaughtMail> latest(String to, long after, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            Inbox inbox = inbox(key(to));
            inbox.waiting++;
            try {
                long nanosLeft = wait.toNanos();
                while (inbox.newestAfter(after).isEmpty() && nanosLeft > 0) {
                    nanosLeft = inbox.arrived.awaitNanos(nanosLeft);
                }
                return inbox.newestAfter(after);
            } finally {
                inbox.waiting--;
                removeIfUnused(key(to), inbox);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Newest first, to everybody. */
    List<CaughtMail> newest(int limit) {
        lock.lock();
        try {
            return newest(kept, limit);
        } finally {
            lock.unlock();
        }
    }

    /** Newest first, to the address. */
    List<CaughtMail> newest(String to, int limit) {
        lock.lock();
        try {
            Inbox inbox = inboxes.get(key(to));
            return inbox == null ? List.of() : newest(inbox.mails, limit);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            while (!kept.isEmpty()) {
                removeOldest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(Kept mail) {
        kept.addLast(mail);
        bytes += mail.bytes();
        Inbox inbox = inbox(mail.key());
        inbox.mails.addLast(mail);
        inbox.arrived.signalAll();
        while (kept.size() > MAILS_MAX || bytes > BYTES_MAX) {
            removeOldest();
        }
    }

    /** The oldest of all is also the oldest of its inbox. */
    private void removeOldest() {
        Kept oldest = kept.removeFirst();
        bytes -= oldest.bytes();
        Inbox inbox = inbox(oldest.key());
        inbox.mails.removeFirst();
        removeIfUnused(oldest.key(), inbox);
    }

    private Inbox inbox(String key) {
        return inboxes.computeIfAbsent(key, _ -> new Inbox(lock.newCondition()));
    }

    private void removeIfUnused(String key, Inbox inbox) {
        if (inbox.mails.isEmpty() && inbox.waiting == 0) {
            inboxes.remove(key);
        }
    }

    private static List<CaughtMail> newest(Deque<Kept> mails, int limit) {
        return mails.reversed().stream().limit(limit).map(Kept::mail).toList();
    }

    private static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
