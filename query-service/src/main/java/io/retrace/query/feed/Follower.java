package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one view, in a thread of its own: the generation that is read, and beside it the next one while it is built.
 * Whichever fails rests, and is tried again until it is mended; the other goes on. Nothing is skipped.
 */
public final class Follower implements AutoCloseable {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private final String name;
    private final EventFeed feed;
    private final Progress progress;
    private final Following following;
    private final Task serving;
    private final Task rebuild;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Starts the view's thread.
     *
     * @param turn one for all views of a node: one of them is built anew at a time
     * @param record puts on record that the view was built anew, in the transaction in which it was
     */
    Follower(Projection projection, EventFeed feed, ViewDatabase database, Semaphore turn, Consumer<Rebuilt> record) {
        this.name = projection.name();
        this.feed = feed;
        this.progress = new Progress(name, database);
        this.following = new Following(projection, feed, progress);
        this.serving = new Task("view", following);
        this.rebuild = new Task("rebuild", new Rebuild(projection, feed, progress, turn, record, Rebuild.BATCH_MAX));
        this.thread = Thread.ofPlatform().name("view-" + name).daemon().start(this::run);
    }

    public String name() {
        return name;
    }

    /** How many events of the log the view has not seen. */
    public long lag() {
        return status().lag();
    }

    /** Whether the view has followed another life of the log, so that what it shows is not so. */
    boolean isDiverged() {
        return following.isDiverged();
    }

    /** Whether the last attempt to feed the view, or the generation that is being built, failed. */
    public boolean isFailing() {
        return serving.failing || rebuild.failing;
    }

    ProjectionStatus status() {
        return progress.status(serving.failing, rebuild.failing);
    }

    /** Asks for the next generation; one that is being built already goes on. A node will be at it within seconds. */
    void rebuild() {
        progress.beginNext();
    }

    /** Drops the generation that is being built; false when there is none. */
    boolean giveUpRebuild() {
        return progress.giveUpNext();
    }

    private void run() {
        while (!closing) {
            serving.attempt();
            rebuild.attempt();
            if (!serving.isDue() && !rebuild.isDue()) {
                rest();
            }
        }
    }

    private void rest() {
        try {
            feed.awaitBeyond(following.position());
            TimeUnit.MILLISECONDS.sleep(Following.GATHER.toMillis());
        } catch (InterruptedException _) {
            closing = true;
        }
    }

    /** A step that is taken whenever it is due. */
    private final class Task {

        private final String subject;
        private final Step step;
        private long dueNanos = System.nanoTime();
        private volatile boolean failing;

        private Task(String subject, Step step) {
            this.subject = subject;
            this.step = step;
        }

        private boolean isDue() {
            return System.nanoTime() - dueNanos >= 0;
        }

        private void attempt() {
            if (isDue()) {
                dueNanos = System.nanoTime() + taken().toNanos();
            }
        }

        private Duration taken() {
            try {
                var rest = step.take();
                failing = false;
                return rest;
            } catch (RuntimeException e) {
                failing = true;
                if (!closing) {
                    log.error("{} stands still view={} cause={}", subject, name, e.toString());
                }
                return PAUSE_AFTER_FAILURE;
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
