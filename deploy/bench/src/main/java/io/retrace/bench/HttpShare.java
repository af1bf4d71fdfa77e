package io.retrace.bench;

import java.util.List;
import java.util.Optional;

/** What HTTP leaves of the rate that commands reach inside the process, when both were measured. */
final class HttpShare {

    private static final Aim AIM = new Aim.AtLeast(60);
    private static final double WHOLE = 100;

    private HttpShare() {}

    static Optional<Figure> in(List<Figure> figures) {
        return value(figures, RequestPart.CREATE, "create rate")
                .flatMap(http -> value(figures, AppendPart.NAME, AppendPart.COMMANDS)
                        .map(inside ->
                                new Figure(RequestPart.CREATE, "HTTP of in-process", WHOLE * http / inside, "%", AIM)));
    }

    private static Optional<Double> value(List<Figure> figures, String part, String name) {
        return figures.stream()
                .filter(figure -> figure.part().equals(part) && figure.name().equals(name))
                .map(Figure::value)
                .findFirst();
    }
}
