package io.retrace.command.http;

import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a flow may lead in the end: what is listed, and our own pages (spec section 1.8). */
public final class ReturnUrls {

    /** What fits among the headers of an answer, encoded again. */
    private static final int LENGTH_MAX = 2_000;

    private final List<URI> allowed;
    private final @Nullable URI fallback;
    private final String selfService;
    private final @Nullable URI afterLogout;

    public ReturnUrls(RetraceSettings settings) {
        var all = new ArrayList<>(settings.selfservice().allowedReturnUrls());
        all.add(URI.create(Urls.of(settings).publicBase()));
        var afterRecovery = settings.selfservice().flows().recovery().after().defaultBrowserReturnUrl();
        if (afterRecovery != null) {
            all.add(afterRecovery);
        }
        this.allowed = List.copyOf(all);
        this.fallback = settings.selfservice().defaultBrowserReturnUrl();
        this.selfService = Urls.of(settings).publicBase() + "/self-service/";
        var left = settings.selfservice().flows().logout().after().defaultBrowserReturnUrl();
        this.afterLogout = left != null ? left : fallback;
    }

    /** Why a request may not start a flow: its {@code return_to} leads elsewhere. */
    public Optional<ApiError> refusal(HttpServletRequest request) {
        return Query.parameter(request, "return_to")
                .filter(url -> target(url).isEmpty())
                .map(ReturnUrls::refused);
    }

    /** Where a browser goes that is signed in already: on to one of our own pages, else to where everybody goes. */
    public String ofSignedIn(HttpServletRequest request) {
        return orDefault(Query.parameter(request, "return_to").filter(url -> url.startsWith(selfService)));
    }

    /** Where a browser goes that is done: to where its flow leads, else to where everybody goes. */
    public String orDefault(Optional<String> returnTo) {
        return returnTo.flatMap(this::target).orElse(fallback == null ? selfService : fallback.toString());
    }

    /** Where a browser goes that has left; a relative place is one beside that where all go that have. */
    public String afterLogout(HttpServletRequest request) {
        return Query.parameter(request, "return_to")
                .flatMap(url -> target(url, afterLogout))
                .orElse(afterLogout == null ? selfService : afterLogout.toString());
    }

    /**
     * Where a browser may be sent, as it was judged: absolute and in ASCII, so that no browser reads it as something else;
     * empty when it may not go there.
     */
    public Optional<String> target(String url) {
        return target(url, fallback);
    }

    private Optional<String> target(String url, @Nullable URI beside) {
        return absolute(url, beside)
                .filter(target ->
                        target.getUserInfo() == null && allowed.stream().anyMatch(prefix -> leadsInto(prefix, target)))
                .map(URI::toASCIIString);
    }

    /** Two slashes at the beginning, or more, name a host to browsers and none to Java. */
    private static Optional<URI> absolute(String url, @Nullable URI beside) {
        if (url.length() > LENGTH_MAX || url.startsWith("//")) {
            return Optional.empty();
        }
        try {
            var target = URI.create(url);
            return Optional.of(target.isAbsolute() || beside == null ? target : beside.resolve(target));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean leadsInto(URI prefix, URI target) {
        return same(prefix.getScheme(), target.getScheme())
                && hostFits(host(prefix), target.getHost())
                && prefix.getPort() == target.getPort()
                && path(target).startsWith(path(prefix))
                && !climbs(target);
    }

    /** Java takes an authority with a star for no host at all. */
    private static @Nullable String host(URI allowed) {
        var authority = allowed.getRawAuthority();
        return authority != null && authority.startsWith("*.") ? authority : allowed.getHost();
    }

    /** Whether dots that were escaped lead out of the path: browsers read {@code %2e%2e} as they read two dots. */
    private static boolean climbs(URI target) {
        return List.of(path(target).split("/", -1)).contains("..");
    }

    private static boolean hostFits(@Nullable String allowed, @Nullable String host) {
        if (allowed == null || host == null) {
            return false;
        }
        return allowed.startsWith("*.")
                ? host.toLowerCase(Locale.ROOT).endsWith(allowed.substring(1).toLowerCase(Locale.ROOT))
                : same(allowed, host);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private static String path(URI uri) {
        return uri.getPath() == null ? "" : uri.normalize().getPath();
    }

    private static ApiError refused(String url) {
        return ApiError.of(
                "self_service_flow_return_to_forbidden",
                HttpStatus.BAD_REQUEST,
                "Requested return_to URL \"" + url + "\" is not allowed.");
    }
}
