package io.retrace.wire.http;

import io.retrace.log.LogUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The outer edge: paths that are not there, machinery that is broken, and what nobody expected. A person is led to the
 * page for errors, everybody else gets JSON; of the cause neither is told.
 */
@RestControllerAdvice
public final class UnexpectedAnswers {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Logger log = LoggerFactory.getLogger(UnexpectedAnswers.class);

    private final Optional<PageForErrors> page;

    public UnexpectedAnswers(Optional<PageForErrors> page) {
        this.page = page;
    }

    /** What no controller answers. */
    public static void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Problem.isFor(request)) {
            Problem.of(HttpStatus.NOT_FOUND, "there is nothing at this path")
                    .send(request, response, HttpHeaders.EMPTY);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType(TEXT);
        response.getOutputStream().write("404 page not found\n".getBytes(StandardCharsets.UTF_8));
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        Set<String> allowed = new TreeSet<>();
        var supported = e.getSupportedHttpMethods();
        if (supported != null) {
            supported.stream().map(HttpMethod::name).forEach(allowed::add);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        var allow = String.join(", ", allowed);
        if (Problem.isFor(request)) {
            var headers = new HttpHeaders();
            headers.add(HttpHeaders.ALLOW, allow);
            return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "there are other methods here")
                    .answer(request, headers);
        }
        return text(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed\n", allow);
    }

    @ExceptionHandler({
        LogUnavailable.class,
        OverloadedException.class,
        DataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<byte[]> unavailable(RuntimeException e, HttpServletRequest request) {
        log.warn("unavailable cause={}", e.getClass().getSimpleName());
        var retry = new HttpHeaders();
        retry.add(HttpHeaders.RETRY_AFTER, "1");
        return answer(ApiError.of(HttpStatus.SERVICE_UNAVAILABLE, ""), request, retry);
    }

    /** A body that did not come, or not in time: no failure of ours, and Tomcat has answered already. */
    @ExceptionHandler(ClientAbortException.class)
    ResponseEntity<byte[]> bodyDidNotCome() {
        return ApiError.of(HttpStatus.REQUEST_TIMEOUT, "").answer();
    }

    /** Also chunks that are none, and parameters that cannot be decoded: both are read long after the head. */
    @ExceptionHandler({ServletRequestBindingException.class, InvalidParameterException.class, BadRequestException.class
    })
    ResponseEntity<byte[]> malformed() {
        return ApiError.of(HttpStatus.BAD_REQUEST, "A parameter is missing or malformed.")
                .answer();
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<byte[]> unexpected(Exception e, HttpServletRequest request) {
        log.error("unexpected failure", e);
        return answer(ApiError.of(HttpStatus.INTERNAL_SERVER_ERROR, ""), request, HttpHeaders.EMPTY);
    }

    /** A redirect says nothing of coming again: it would hold the browser back from the page. */
    private ResponseEntity<byte[]> answer(ApiError error, HttpServletRequest request, HttpHeaders ofJson) {
        return page.filter(_ -> Negotiation.isPerson(request))
                .map(there -> there.tell(error))
                .orElseGet(() -> error.answer(ofJson));
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String text, String allow) {
        var answer = ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, TEXT);
        if (!allow.isEmpty()) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        return answer.body(text.getBytes(StandardCharsets.UTF_8));
    }
}
