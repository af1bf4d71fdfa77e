package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Answers that are no errors. */
public final class Answers {

    private static final String JSON = "application/json; charset=utf-8";

    private Answers() {}

    /** JSON with a status. */
    public static ResponseEntity<byte[]> json(int status, JsonNode body) {
        return json(status, body, HttpHeaders.EMPTY);
    }

    /** JSON with a status and more headers. */
    public static ResponseEntity<byte[]> json(int status, JsonNode body, HttpHeaders more) {
        return ResponseEntity.status(status)
                .headers(more)
                .header(HttpHeaders.CONTENT_TYPE, JSON)
                .body(WireJson.write(body));
    }

    /** Go there instead. */
    public static ResponseEntity<byte[]> redirect(HttpStatus status, String location, HttpHeaders more) {
        return ResponseEntity.status(status)
                .headers(more)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }

    /** Sends an answer where no controller does. */
    public static void write(ResponseEntity<byte[]> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.getStatusCode().value());
        add(answer.getHeaders(), response);
        var body = answer.getBody();
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }

    /** Adds headers to an answer that somebody else gives. */
    static void add(HttpHeaders more, HttpServletResponse response) {
        more.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
