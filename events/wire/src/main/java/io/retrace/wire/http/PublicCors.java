package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings.Cors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Cross-origin requests to the public port (spec section 15). Spring says who may; the answer is the peer's: what is not
 * allowed is no error, it lacks the headers without which no browser shows the answer to a script.
 */
public final class PublicCors extends CorsFilter {

    private static final String ANYBODY = CorsConfiguration.ALL;

    private final boolean enabled;
    private final int adminPort;

    public PublicCors(Cors cors, int adminPort) {
        super(_ -> configuration(cors));
        this.enabled = cors.enabled();
        this.adminPort = adminPort;
        setCorsProcessor(
                (configuration, request, response) -> passes(Objects.requireNonNull(configuration), request, response));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !enabled || request.getLocalPort() == adminPort;
    }

    /** Who is anybody shows no cookie: a script of any page would else read what belongs to whoever visits it. */
    private static CorsConfiguration configuration(Cors cors) {
        var configuration = new CorsConfiguration();
        if (cors.allowedOrigins().contains(ANYBODY)) {
            configuration.addAllowedOrigin(ANYBODY);
            configuration.setAllowCredentials(false);
        } else {
            cors.allowedOrigins()
                    .forEach(origin -> configuration.addAllowedOriginPattern(origin.toLowerCase(Locale.ROOT)));
            configuration.setAllowCredentials(cors.allowCredentials());
        }
        configuration.setAllowedMethods(cors.allowedMethods());
        configuration.setAllowedHeaders(cors.allowedHeaders());
        configuration.setExposedHeaders(cors.exposedHeaders());
        configuration.setMaxAge(cors.maxAge());
        return configuration;
    }

    /** Writes the headers; {@code false} when nobody else needs to answer. */
    private static boolean passes(
            CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!request.getMethod().equals("OPTIONS") || asked == null) {
            allow(configuration, request, response);
            return true;
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        allowNext(configuration, request, response, asked);
        return false;
    }

    private static void allow(
            CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response) {
        var origin = configuration.checkOrigin(request.getHeader(HttpHeaders.ORIGIN));
        if (origin == null || configuration.checkHttpMethod(HttpMethod.valueOf(request.getMethod())) == null) {
            return;
        }
        name(origin, configuration, response);
        var exposed = configuration.getExposedHeaders();
        if (exposed != null && !exposed.isEmpty()) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", exposed));
        }
    }

    private static void allowNext(
            CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response, String method) {
        var origin = configuration.checkOrigin(request.getHeader(HttpHeaders.ORIGIN));
        var asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (origin == null
                || configuration.checkHttpMethod(HttpMethod.valueOf(method)) == null
                || !allowsAll(configuration, asked)) {
            return;
        }
        name(origin, configuration, response);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method);
        if (asked != null) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
        }
        var maxAge = configuration.getMaxAge();
        if (maxAge != null && maxAge > 0) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge.toString());
        }
    }

    private static boolean allowsAll(CorsConfiguration configuration, @Nullable String asked) {
        var names = asked == null
                ? List.<String>of()
                : Arrays.stream(asked.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        var allowed = configuration.checkHeaders(names);
        return allowed != null && allowed.size() == names.size();
    }

    private static void name(String origin, CorsConfiguration configuration, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }
}
