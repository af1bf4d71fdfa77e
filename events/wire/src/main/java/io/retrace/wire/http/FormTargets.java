package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a form of a flow may lead. Browsers hold a form to {@code form-action} (CSP 3, 6.4.1) also where the answer sends
 * them on, so that it is the public API and everywhere that a flow may end.
 */
public final class FormTargets {

    private FormTargets() {}

    /** Their origins, for {@code form-action}; relative ones are the page's own. */
    public static String of(RetraceSettings settings) {
        var selfservice = settings.selfservice();
        var flows = selfservice.flows();
        return Stream.of(
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
    }
}
