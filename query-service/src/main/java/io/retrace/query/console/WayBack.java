package io.retrace.query.console;

import java.util.Optional;

/** Where somebody goes on who has shown who they are. Only to pages of the console, whoever made the link. */
final class WayBack {

    static final String PARAMETER = "return_to";

    private static final String PLAIN = "(?:/[A-Za-z0-9_-]+)*(?:\\?[!-~&&[^\\\\#]]*)?";
    private static final int CHARS_MAX = 2_000;

    private WayBack() {}

    /** The way that was asked for where it is one, else to the beginning. */
    static String of(Links links, Optional<String> asked) {
        return asked.filter(path -> path.length() <= CHARS_MAX && path.startsWith(links.root()))
                .filter(path -> path.substring(links.root().length()).matches(PLAIN))
                .orElse(links.root());
    }
}
