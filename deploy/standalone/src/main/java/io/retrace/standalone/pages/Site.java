package io.retrace.standalone.pages;

import io.retrace.standalone.port.LoopbackPort;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Nothing runs, nothing is loaded from elsewhere. Browsers hold a form to {@code form-action} also where the answer sends
     * them on, so it lists the API and everywhere that a flow may lead.
     */
    private static String policy(RetraceSettings settings) {
        var selfservice = settings.selfservice();
        var flows = selfservice.flows();
        var targets = Stream.of(
                        Stream.of(
                                URI.create(Urls.of(settings).publicBase()),
                                selfservice.defaultBrowserReturnUrl(),
                                flows.recovery().uiUrl(),
                                flows.recovery().after().defaultBrowserReturnUrl(),
                                flows.settings().uiUrl(),
                                flows.settings().after().defaultBrowserReturnUrl(),
                                flows.login().uiUrl(),
                                flows.error().uiUrl()),
                        selfservice.allowedReturnUrls().stream())
                .flatMap(urls -> urls)
                .filter(Objects::nonNull)
                .filter(url -> url.getRawAuthority() != null)
                .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                .distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'self' " + targets;
    }

    /** Where a flow begins. */
    String beginning(Flow flow) {
        return api + "/self-service/" + flow.key() + "/browser";
    }
}
