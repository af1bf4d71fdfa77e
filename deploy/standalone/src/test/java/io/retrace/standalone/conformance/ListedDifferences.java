package io.retrace.standalone.conformance;

import io.retrace.standalone.conformance.Table.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where Retrace answers otherwise than the peer: nowhere but where this list says so. */
public final class ListedDifferences {

    private static final Path PAGE = Path.of("../../docs/differences-from-kratos.md");
    private static final Pattern NAMED = Pattern.compile("(?m)^\\| (D\\d+b?|[a-z0-9]+(?:-[a-z0-9]+)*) \\|");
    private static final Set<String> HEADINGS = Set.of("name");

    private ListedDifferences() {}

    /** Name to how it shows. */
    static Map<String, String> all() {
        return Table.lines("/conformance/differences.txt", ": ").stream()
                .collect(Collectors.toUnmodifiableMap(Line::first, Line::rest));
    }

    /** Whether there is one of that name. */
    public static boolean contains(String name) {
        return all().containsKey(name);
    }

    /** The names on the page that people read. */
    static Set<String> onPage() {
        try {
            return NAMED.matcher(Files.readString(PAGE))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !HEADINGS.contains(name))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
