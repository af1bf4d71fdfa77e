package io.retrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether the time of an answer tells an address that has an account from one that has none. One client, one request at a
 * time, known and unknown in random order; the effect is how likely an answer to a known one takes longer than one to an
 * unknown one (Vargha and Delaney's A): 50 % tells nothing.
 */
record AlikePart() implements Part {

    private static final int WARM_UP = 500;
    private static final int PAIRS = 2_000;
    private static final int OK = 200;
    private static final double MICROS_A_MS = 1_000;
    private static final double WHOLE = 100;
    private static final byte[] ID = Bytes.ascii("\"id\":\"");

    @Override
    public String name() {
        return "alike";
    }

    /** How long the answers took, in microseconds. */
    private static final class Times {
        private final long[] known = new long[PAIRS];
        private final long[] unknown = new long[PAIRS];
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException {
        var address = new Times();
        var code = new Times();
        var people = setting.addresses();
        var random = new SplittableRandom(4);
        try (var connection = new Connection(setting.server().publicPort())) {
            var requests = new Requests(setting.server().publicPort());
            for (int pair = -WARM_UP; pair < PAIRS; pair++) {
                var known = people.get(Math.floorMod(pair, people.size()));
                var unknown = known.replace("bench-", "nobody");
                boolean knownFirst = random.nextBoolean();
                for (boolean isKnown : new boolean[] {knownFirst, !knownFirst}) {
                    var took = ask(connection, requests, isKnown ? known : unknown);
                    if (pair >= 0) {
                        (isKnown ? address.known : address.unknown)[pair] = took[0];
                        (isKnown ? code.known : code.unknown)[pair] = took[1];
                    }
                }
            }
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(figures("address", address));
        figures.addAll(figures("wrong code", code));
        return figures;
    }

    /** How long the answers to the address and to a wrong code took. */
    private static long[] ask(Connection connection, Requests requests, String address) throws IOException {
        var flow = connection
                .send(requests.get(RequestPart.OPENING))
                .textAfter(ID)
                .orElseThrow(() -> new IllegalStateException("no flow was opened"));
        var path = "/self-service/recovery?flow=" + flow;
        return new long[] {
            timed(connection, requests.post(path, "{\"method\":\"code\",\"email\":\"" + address + "\"}")),
            timed(connection, requests.post(path, "{\"method\":\"code\",\"code\":\"12345x\"}"))
        };
    }

    private static long timed(Connection connection, byte[] request) throws IOException {
        long from = System.nanoTime();
        var answer = connection.send(request);
        long took = (System.nanoTime() - from) / 1_000;
        if (answer.status() != OK) {
            throw new IllegalStateException("status " + answer.status());
        }
        return took;
    }

    private static List<Figure> figures(String step, Times times) {
        return List.of(
                Figure.of("alike", step + " known p50", median(times.known) / MICROS_A_MS, "ms"),
                Figure.of("alike", step + " unknown p50", median(times.unknown) / MICROS_A_MS, "ms"),
                Figure.of("alike", step + ", known takes longer", WHOLE * longer(times.known, times.unknown), "%"));
    }

    private static double median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** How often one of the first is longer than one of the second; as long counts half. */
    static double longer(long[] first, long[] second) {
        double longer = 0;
        for (long one : first) {
            for (long other : second) {
                longer += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return longer / ((double) first.length * second.length);
    }
}
