package io.retrace.bench;

import java.util.ArrayList;
import java.util.List;

/** What is resident at the end. */
record MemoryPart() implements Part {

    private static final double KB_A_MB = 1_024;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Figure> measure(Setting setting) {
        var server = setting.server();
        var figures = new ArrayList<Figure>();
        ProcFiles.residentKb(server.pid())
                .ifPresent(kb -> figures.add(
                        new Figure(name(), "server JVM, resident", kb / KB_A_MB, "MB", new Aim.AtMost(700))));
        ProcFiles.proportionalKb(server.postgres().pids())
                .ifPresent(kb -> figures.add(Figure.of(name(), "PostgreSQL, proportional set", kb / KB_A_MB, "MB")));
        return figures;
    }
}
