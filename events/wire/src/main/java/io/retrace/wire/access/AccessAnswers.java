package io.retrace.wire.access;

import io.retrace.wire.access.Reveal.RevealRefused;
import io.retrace.wire.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is said to whoever is not shown what they asked for; pages say it in their own way, before. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AccessAnswers {

    private static final Logger log = LoggerFactory.getLogger(AccessAnswers.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RevealRefused refused, HttpServletRequest request) {
        return refused.problem().answer(request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notOnRecord(NotOnRecord e, HttpServletRequest request) {
        log.warn("refused, since it could not be put on record cause={}", e.getMessage());
        var retry = new HttpHeaders();
        retry.add(HttpHeaders.RETRY_AFTER, "1");
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-on-record",
                        "This is not answered, because that it was asked cannot be put on record at the moment.")
                .answer(request, retry);
    }
}
