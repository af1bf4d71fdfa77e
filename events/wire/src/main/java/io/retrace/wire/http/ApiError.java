package io.retrace.wire.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the peer words it (spec section 1.3).
 *
 * @param id {@code error.id}; empty for none
 * @param reason {@code error.reason}; empty for none
 * @param details {@code error.details}
 * @param siblings what stands beside {@code error}
 */
public record ApiError(
        String id,
        HttpStatus status,
        String reason,
        String message,
        Map<String, JsonNode> details,
        Map<String, JsonNode> siblings) {

    private static final Map<HttpStatus, String> MESSAGES = Map.of(
            HttpStatus.BAD_REQUEST, "The request was malformed or contained invalid parameters",
            HttpStatus.UNAUTHORIZED, "The request could not be authorized",
            HttpStatus.FORBIDDEN, "The requested action was forbidden",
            HttpStatus.NOT_FOUND, "The requested resource could not be found",
            HttpStatus.CONFLICT, "The resource could not be created due to a conflict",
            HttpStatus.GONE,
                    "The requested resource is no longer available because it has expired or is otherwise invalid.",
            HttpStatus.INTERNAL_SERVER_ERROR,
                    "An internal server error occurred, please contact the system administrator",
            HttpStatus.SERVICE_UNAVAILABLE, "The service is temporarily unavailable, please try again");

    /** RFC 9110 renamed these two; the peer keeps the older names. */
    private static final Map<HttpStatus, String> PHRASES = Map.of(
            HttpStatus.CONTENT_TOO_LARGE, "Request Entity Too Large",
            HttpStatus.UNPROCESSABLE_CONTENT, "Unprocessable Entity");

    public ApiError {
        details = Map.copyOf(details);
        siblings = Map.copyOf(siblings);
    }

    /** An error with the status' own message. */
    public static ApiError of(HttpStatus status, String reason) {
        return of("", status, reason);
    }

    /** An error with an id and the status' own message. */
    public static ApiError of(String id, HttpStatus status, String reason) {
        return new ApiError(
                id, status, reason, MESSAGES.getOrDefault(status, status.getReasonPhrase()), Map.of(), Map.of());
    }

    /** A row that is not there. */
    public static ApiError notLocated() {
        return of(HttpStatus.NOT_FOUND, "").saying("Unable to locate the resource");
    }

    /** The method was switched off. */
    public static ApiError disabled() {
        return of(
                HttpStatus.NOT_FOUND,
                "This endpoint was disabled by system administrator. Please check your url or contact the system"
                        + " administrator to enable it.");
    }

    /** A submit that names no flow. */
    public static ApiError flowMissing() {
        return of(HttpStatus.BAD_REQUEST, "The flow query parameter is missing or malformed.");
    }

    /** A body that is too large; defect D21 of the peer is not copied: both codes agree. */
    public static ApiError bodyTooLarge() {
        return of(HttpStatus.CONTENT_TOO_LARGE, "unable to read body: http: request body too large");
    }

    /** Nobody is signed in where somebody must be. */
    public static ApiError sessionInactive(String reason) {
        return of("session_inactive", HttpStatus.UNAUTHORIZED, reason)
                .saying("request does not have a valid authentication session");
    }

    /** Whoever asks about sessions has none. */
    public static ApiError noCredentials() {
        return of(HttpStatus.UNAUTHORIZED, "No valid session credentials found in the request.");
    }

    /** Nobody is signed in in this browser. */
    public static ApiError noActiveSession() {
        return sessionInactive("No active session was found in this request.");
    }

    /** Somebody is signed in already. */
    public static ApiError sessionAvailable() {
        return of(
                "session_already_available",
                HttpStatus.BAD_REQUEST,
                "A valid session was detected and thus recovery is not possible.");
    }

    /** The same with another message. */
    public ApiError saying(String message) {
        return new ApiError(id, status, reason, message, details, siblings);
    }

    /** The same with one more detail. */
    public ApiError detailing(String name, JsonNode value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new ApiError(id, status, reason, message, more, siblings);
    }

    /** The same with one more value beside it. */
    public ApiError beside(String name, JsonNode value) {
        var more = new LinkedHashMap<>(siblings);
        more.put(name, value);
        return new ApiError(id, status, reason, message, details, more);
    }

    /** The error object alone. */
    public ObjectNode object() {
        var json = WireJson.mapper();
        var error = json.createObjectNode();
        put(error, "id", id);
        error.put("code", status.value());
        error.put("status", PHRASES.getOrDefault(status, status.getReasonPhrase()));
        put(error, "reason", reason);
        if (!details.isEmpty()) {
            error.set("details", json.createObjectNode().setAll(details));
        }
        error.put("message", message);
        return error;
    }

    /** The whole answer. */
    public ResponseEntity<byte[]> answer() {
        return answer(HttpHeaders.EMPTY);
    }

    /** The whole answer with more headers. */
    public ResponseEntity<byte[]> answer(HttpHeaders more) {
        var body = WireJson.mapper().createObjectNode();
        body.set("error", object());
        body.setAll(siblings);
        return ResponseEntity.status(status)
                .headers(more)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header("Ory-Error-Id", id)
                .body(WireJson.write(body));
    }

    private static void put(ObjectNode error, String name, String value) {
        if (!value.isEmpty()) {
            error.put(name, value);
        }
    }
}
