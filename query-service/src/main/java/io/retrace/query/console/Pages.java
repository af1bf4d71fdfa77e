package io.retrace.query.console;

import io.retrace.wire.http.Template;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers that are pages: nothing of other sites runs in them, and nobody keeps them. */
public final class Pages {

    /** No script and no style but the console's own files. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Pages() {}

    /** A page. */
    public static <T> ResponseEntity<byte[]> page(Template<T> template, T model) {
        return page(HttpStatus.OK, template, model);
    }

    /** A page with a status. */
    public static <T> ResponseEntity<byte[]> page(HttpStatus status, Template<T> template, T model) {
        return page(status, template, model, HttpHeaders.EMPTY);
    }

    static <T> ResponseEntity<byte[]> page(HttpStatus status, Template<T> template, T model, HttpHeaders more) {
        return ResponseEntity.status(status)
                .headers(more)
                .headers(closed())
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(template.html(model).getBytes(StandardCharsets.UTF_8));
    }

    /** Go there instead, with GET. */
    public static ResponseEntity<byte[]> seeOther(String url) {
        return seeOther(url, HttpHeaders.EMPTY);
    }

    static ResponseEntity<byte[]> seeOther(String url, HttpHeaders more) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .headers(more)
                .headers(closed())
                .header(HttpHeaders.LOCATION, url)
                .build();
    }

    private static HttpHeaders closed() {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.CACHE_CONTROL, "no-store");
        // with no-referrer browsers would send forms with Origin: null, and over plain HTTP nothing else tells whose
        // they are
        headers.add("Referrer-Policy", "same-origin");
        headers.add("X-Content-Type-Options", "nosniff");
        return headers;
    }
}
