package io.retrace.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop: each worker, a thread of its own, takes up its next task when the last is done.
 *
 * @param workers how many at once
 * @param warmUp how long they work before it counts
 * @param measured how long it counts
 */
record Load(int workers, Duration warmUp, Duration measured) {

    private static final Duration END_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(50);

    /** What a worker does again and again; closing it ends what it waits for. */
    interface Worker extends AutoCloseable {

        void work(Recorder recorder) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** Makes the workers. */
    @FunctionalInterface
    interface Hiring {

        Worker worker(int number);
    }

    /** Is told when the window has opened and when it is about to close. */
    interface Witness {

        void opens() throws IOException, InterruptedException;

        void closes() throws IOException, InterruptedException;
    }

    /** What all workers together saw. */
    record Result(Recorder seen, Duration length) {}

    Result run(Hiring hiring, Witness witness) throws IOException, InterruptedException {
        var window = new Window();
        var recorders = new ArrayList<Recorder>();
        var hired = new ArrayList<Worker>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < workers; i++) {
            var worker = hiring.worker(i);
            var recorder = new Recorder(window);
            hired.add(worker);
            recorders.add(recorder);
            threads.add(Thread.ofPlatform().name("worker-" + i).daemon().start(() -> loop(worker, recorder, window)));
        }
        Thread.sleep(warmUp);
        window.open();
        witness.opens();
        Thread.sleep(measured);
        window.close();
        witness.closes();
        end(threads, hired);
        var all = new Recorder(window);
        recorders.forEach(all::add);
        return new Result(all, window.length());
    }

    private static void loop(Worker worker, Recorder recorder, Window window) {
        while (!window.isOver()) {
            try {
                worker.work(recorder);
            } catch (IOException e) {
                recorder.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
                LockSupport.parkNanos(PAUSE_AFTER_TROUBLE.toNanos());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static void end(List<Thread> threads, List<Worker> hired) throws InterruptedException {
        long deadline = System.nanoTime() + END_PATIENCE.toNanos();
        for (var thread : threads) {
            var _ = thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        hired.forEach(Worker::close);
        for (var thread : threads) {
            thread.join();
        }
    }
}
