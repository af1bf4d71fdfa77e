package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * An error of Retrace's own API (RFC 9457). What the peer has as well answers with {@link ApiError}.
 *
 * @param type a URI that stays; {@code about:blank} where the status says all
 * @param detail for a person; it quotes nothing that was sent
 * @param more what else a program may want to know
 */
public record Problem(HttpStatus status, String type, String detail, Map<String, JsonNode> more) {

    private static final String BLANK = "about:blank";
    private static final String URN = "urn:retrace:problem:";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Pattern OURS = Pattern.compile("/admin/(?:audit|replays)(?:/.*)?", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String SOMEWHERE = "/admin";

    public Problem {
        more = Map.copyOf(more);
    }

    /** A problem that its status tells. */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, BLANK, detail, Map.of());
    }

    /**
     * A problem that programs tell from others of its status.
     *
     * @param slug its name: lower case with dashes; it stays
     */
    public static Problem of(HttpStatus status, String slug, String detail) {
        return new Problem(status, URN + slug, detail, Map.of());
    }

    /** The same with one more member. */
    public Problem with(String name, JsonNode value) {
        var members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(status, type, detail, members);
    }

    /** The whole answer; who is told to come later is told when. */
    public ResponseEntity<byte[]> answer(HttpServletRequest request) {
        var headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.add(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer(request, headers);
    }

    /** The same with these headers. */
    public ResponseEntity<byte[]> answer(HttpServletRequest request, HttpHeaders headers) {
        var body = WireJson.mapper().createObjectNode();
        body.put("type", type);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance(request));
        body.setAll(more);
        return ResponseEntity.status(status)
                .headers(headers)
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(WireJson.write(body));
    }

    /** Whether errors of a path are problems, also of one where there is nothing. */
    static boolean isFor(HttpServletRequest request) {
        return OURS.matcher(request.getServletPath()).matches();
    }

    /** Where it happened, in words of ours and ids: what is no id could be anything that somebody looked for. */
    private static String instance(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                        && !pattern.endsWith("*")
                ? VARIABLE.matcher(pattern).replaceAll(name -> id(request, name.group(1)))
                : SOMEWHERE;
    }

    private static String id(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? Query.uuid(String.valueOf(variables.get(name)))
                        .map(UUID::toString)
                        .orElse("-")
                : "-";
    }

    /** Gives the answer where no controller does. */
    public void send(HttpServletRequest request, HttpServletResponse response, HttpHeaders headers) throws IOException {
        Answers.write(answer(request, headers), response);
    }
}
