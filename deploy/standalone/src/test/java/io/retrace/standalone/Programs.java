package io.retrace.standalone;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Programs of this machine that tests use where they are there. */
@NullMarked
public final class Programs {

    private Programs() {}

    /** The first that is on the {@code PATH}, by any of its names. */
    public static Optional<File> find(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
