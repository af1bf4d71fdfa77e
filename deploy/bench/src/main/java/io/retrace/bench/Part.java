package io.retrace.bench;

import java.io.IOException;
import java.util.List;

/** One question to the server. The parts run in this order; each can be asked alone. */
sealed interface Part
        permits StartPart,
                RequestPart,
                JourneysPart,
                BrowserJourneysPart,
                MailPart,
                MemoryPart,
                RebuildPart,
                ReplayPart,
                AsOfPart,
                AuditPart,
                AlikePart,
                AppendPart {

    /** As in {@code make bench PARTS=…}. */
    String name();

    List<Figure> measure(Setting setting) throws IOException, InterruptedException;

    static List<Part> all() {
        return List.of(
                new StartPart(),
                RequestPart.create(),
                RequestPart.get(),
                new JourneysPart(),
                new BrowserJourneysPart(),
                new MailPart(),
                new MemoryPart(),
                new RebuildPart(),
                new ReplayPart(),
                new AsOfPart(),
                new AuditPart(),
                new AlikePart(),
                new AppendPart());
    }
}
