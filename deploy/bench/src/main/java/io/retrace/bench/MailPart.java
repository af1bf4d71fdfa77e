package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** How long a person waits for the mail while few others recover: from the answer to the end of the mail's DATA. */
record MailPart() implements Part {

    private static final int WORKERS = 4;
    private static final int WARM_UP_SECONDS = 3;
    private static final int SECONDS = 10;

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Figure> measure(Setting setting) throws IOException, InterruptedException {
        return setting.run(name(), WORKERS, WARM_UP_SECONDS, SECONDS, Shares.of(WORKERS, setting))
                .median(Journey.MAIL, new Aim.AtMost(20))
                .p99(Journey.MAIL, new Aim.AtMost(60))
                .rate(Journey.WHOLE, new Aim.None())
                .failures()
                .cpu(Journey.WHOLE)
                .lines();
    }
}
