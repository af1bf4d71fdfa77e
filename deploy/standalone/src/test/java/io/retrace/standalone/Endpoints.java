package io.retrace.standalone;

import java.net.URI;
import org.jspecify.annotations.NullMarked;

/**
 * Where a running Retrace and its neighbours can be reached; no base ends with a slash.
 *
 * @param uiBase where Retrace sends browsers; nothing needs to listen there
 */
@NullMarked
public record Endpoints(URI publicBase, URI adminBase, URI uiBase, URI mailCatcherBase) {

    public Endpoints {
        requireNoSlash("publicBase", publicBase);
        requireNoSlash("adminBase", adminBase);
        requireNoSlash("uiBase", uiBase);
        requireNoSlash("mailCatcherBase", mailCatcherBase);
    }

    private static void requireNoSlash(String field, URI base) {
        if (base.toString().endsWith("/")) {
            throw new IllegalArgumentException(field + " must not end with a slash, was " + base);
        }
    }
}
