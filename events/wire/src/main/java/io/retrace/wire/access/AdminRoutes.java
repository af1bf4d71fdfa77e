package io.retrace.wire.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;

/** What a request asks the admin port for, in words of ours: never a path that somebody made up. */
final class AdminRoutes {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String NOWHERE = "/admin/**";

    private final Supplier<Set<RequestMappingInfo>> mappings;

    /** @param mappings of the controllers; asked for when the first request is there */
    AdminRoutes(Supplier<Set<RequestMappingInfo>> mappings) {
        this.mappings = mappings;
    }

    /** Method and path, with the names of what varies: {@code GET /admin/audit/recoveries/{id}}. */
    String operation(HttpServletRequest request) {
        var method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        var path = PathContainer.parsePath(request.getRequestURI());
        return method + " "
                + mappings.get().stream()
                        .flatMap(AdminRoutes::patterns)
                        .filter(pattern -> pattern.getPatternString().startsWith("/admin/"))
                        .filter(pattern -> pattern.matches(path))
                        .sorted()
                        .map(PathPattern::getPatternString)
                        .findFirst()
                        .orElse(NOWHERE);
    }

    private static Stream<PathPattern> patterns(RequestMappingInfo mapping) {
        return Objects.requireNonNull(mapping.getPathPatternsCondition()).getPatterns().stream();
    }
}
