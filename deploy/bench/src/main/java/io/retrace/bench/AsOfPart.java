package io.retrace.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** How long an auditor waits for a flow's document as it was: by position and by time in turns, of whole recoveries. */
record AsOfPart() implements Part {

    private static final String STEP = "document";
    private static final int WORKERS = 4;
    private static final int HISTORY_SECONDS = 5;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 5;
    private static final int MOMENTS = 1_000;

    /** When a code was accepted, at any time: earlier events of that flow are folded, and later ones are not. */
    private static final String ACCEPTED = """
            select substr(stream, 10), position, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
              from log.event where type = 'recovery.CodeAccepted' order by md5(stream) limit ?""";

    @Override
    public String name() {
        return "as-of";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        setting.makeHistory(name(), WORKERS, HISTORY_SECONDS);
        var requests = requests(setting);
        int port = setting.server().adminPort();
        return setting.run(name(), WORKERS, WARM_UP_SECONDS, SECONDS, number -> {
                    var random = new SplittableRandom(number);
                    return new RequestWorker(STEP, port, () -> requests.get(random.nextInt(requests.size())), _ -> {});
                })
                .rate(STEP, new Aim.None())
                .median(STEP, new Aim.None())
                .p99(STEP, new Aim.AtMost(10))
                .failures()
                .cpu(STEP)
                .lines();
    }

    private static List<byte[]> requests(Setting setting) {
        var requests = new Requests(setting.server().adminPort());
        try (var log = LogDatabase.open(setting.server().postgres())) {
            var found = log.rows(
                    ACCEPTED,
                    row -> {
                        var path = "/admin/audit/recoveries/" + row.getString(1) + "/document?as_of=";
                        return List.of(requests.get(path + row.getLong(2)), requests.get(path + row.getString(3)));
                    },
                    MOMENTS);
            LogDatabase.require(!found.isEmpty(), "nobody recovered");
            return found.stream().flatMap(List::stream).toList();
        }
    }
}
