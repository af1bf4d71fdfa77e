package io.retrace.bench;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who waits for a mail to which address: at most one at a time; a mail that nobody waits for is dropped. */
final class Mailbox {

    private static final int PATIENCE_SECONDS = 10;

    private final Map<String, CompletableFuture<Mail>> waiting = new ConcurrentHashMap<>();

    /**
     * A mail's code.
     *
     * @param arrivedNanos when the end of its DATA had been read, as {@link System#nanoTime()}
     */
    record Mail(String code, long arrivedNanos) {}

    /** What is still to come. */
    final class Expected {

        private final String address;
        private final CompletableFuture<Mail> future;

        private Expected(String address, CompletableFuture<Mail> future) {
            this.address = address;
            this.future = future;
        }

        /** Waits at most {@value #PATIENCE_SECONDS} s. */
        Optional<Mail> await() throws InterruptedException {
            try {
                return Optional.of(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (TimeoutException _) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } finally {
                waiting.remove(address, future);
            }
        }
    }

    /** To be called before the mail is asked for. */
    Expected expect(String address) {
        var future = new CompletableFuture<Mail>();
        waiting.put(address, future);
        return new Expected(address, future);
    }

    void deliver(String address, Mail mail) {
        var future = waiting.get(address);
        if (future != null) {
            future.complete(mail);
        }
    }
}
