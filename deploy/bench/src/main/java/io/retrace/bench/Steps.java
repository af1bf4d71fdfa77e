package io.retrace.bench;

import java.io.IOException;

/** The requests of one worker's journeys, each with the status that it must get. */
final class Steps implements AutoCloseable {

    private final Connection connection;

    Steps(int port) {
        this.connection = new Connection(port);
    }

    /** What did not go as it should, in words that may be counted. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        private final String kind;

        Broken(String kind) {
            super(kind, null, false, false);
            this.kind = kind;
        }

        String kind() {
            return kind;
        }
    }

    /** A journey on its way. */
    @FunctionalInterface
    interface Journeying {
        void travel() throws IOException, InterruptedException, Broken;
    }

    /** Travels, and counts what went wrong. */
    static void counting(Recorder recorder, Journeying journey) throws IOException, InterruptedException {
        try {
            journey.travel();
        } catch (Broken e) {
            recorder.failed(e.kind());
        }
    }

    Answer take(String step, byte[] request, int expected, Recorder recorder) throws IOException, Broken {
        long from = System.nanoTime();
        var answer = connection.send(request);
        if (answer.status() != expected) {
            throw new Broken(step + ": status " + answer.status());
        }
        recorder.took(step, from, System.nanoTime());
        return answer;
    }

    @Override
    public void close() {
        connection.close();
    }
}
