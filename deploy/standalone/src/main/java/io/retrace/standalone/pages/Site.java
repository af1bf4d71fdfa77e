package io.retrace.standalone.pages;

import io.retrace.standalone.port.LoopbackPort;
import io.retrace.wire.http.FormTargets;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.util.Optional;

/**
 * What the pages lead to.
 *
 * @param own the pages themselves; no base here ends with a slash
 * @param api the public API
 * @param admin the admin API; only shown, never asked
 * @param letters where the letters can be read that the courier sends
 */
record Site(String own, String api, String admin, Optional<String> letters, String contentSecurityPolicy) {

    static Site of(RetraceSettings settings, Optional<String> letters) {
        var urls = Urls.of(settings);
        return new Site(own(settings), urls.publicBase(), urls.adminBase(), letters, policy(settings));
    }

    static String own(RetraceSettings settings) {
        return "http://" + LoopbackPort.HOST + ":" + settings.standalone().pagesPort();
    }

    /** Nothing runs, nothing is loaded from elsewhere. */
    private static String policy(RetraceSettings settings) {
        return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'self' " + FormTargets.of(settings);
    }

    /** Where a flow begins. */
    String beginning(Flow flow) {
        return api + "/self-service/" + flow.key() + "/browser";
    }
}
