package io.retrace.bench;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends one kind of request, which is to be answered with 200. */
final class RequestWorker implements Load.Worker {

    private static final int OK = 200;

    private final String step;
    private final Supplier<byte[]> request;
    private final Consumer<Answer> answered;
    private final Connection connection;

    /**
     * A worker with a connection of its own.
     *
     * @param step under which name its times are kept
     * @param answered gets what was answered with 200
     */
    RequestWorker(String step, int port, Supplier<byte[]> request, Consumer<Answer> answered) {
        this.step = step;
        this.request = request;
        this.answered = answered;
        this.connection = new Connection(port);
    }

    @Override
    public void work(Recorder recorder) throws IOException {
        var bytes = request.get();
        long from = System.nanoTime();
        var answer = connection.send(bytes);
        if (answer.status() != OK) {
            recorder.failed("status " + answer.status());
            return;
        }
        recorder.took(step, from, System.nanoTime());
        answered.accept(answer);
    }

    @Override
    public void close() {
        connection.close();
    }
}
