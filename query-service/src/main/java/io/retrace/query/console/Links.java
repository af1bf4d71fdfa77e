package io.retrace.query.console;

import io.retrace.wire.access.SignIn;
import io.retrace.wire.http.Urls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where the pages are. None is made of what is personal.
 *
 * @param root of the console, as browsers see it: what a proxy strips stands before it
 */
public record Links(String root) {

    static Links of(Urls urls) {
        return new Links(urls.adminPath() + SignIn.CONSOLE);
    }

    /** A path below the root, as {@code /projections}. */
    public String to(String path) {
        return root + path;
    }

    /** All events that are alike in one thing, however old they are. */
    public String events(String filter, String value) {
        return root + "/events?" + filter + "=" + encoded(value) + "&range=all";
    }

    /** One event. */
    public String event(long position) {
        return root + "/events/" + position;
    }

    /** What happened, in order; by {@code identity}, {@code flow}, {@code address} or {@code client}. */
    public String timeline(String by, String value) {
        return root + "/timeline?" + by + "=" + encoded(value);
    }

    /** A recovery, step by step. */
    public String recovery(String id) {
        return root + "/recoveries/" + encoded(id);
    }

    /** An identity now. */
    public String identity(String id) {
        return root + "/identities/" + encoded(id);
    }

    /** A what-if run. */
    public String run(UUID id) {
        return root + "/lab/" + id;
    }

    /** As it may stand in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
