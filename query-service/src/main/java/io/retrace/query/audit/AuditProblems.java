package io.retrace.query.audit;

import io.retrace.log.LogUnavailable;
import io.retrace.wire.http.OverloadedException;
import io.retrace.wire.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What goes wrong in the audit API, as RFC 9457 words it. An answer that has begun cannot be taken back: then the failure
 * goes on to the server, which breaks the connection off, so that nobody takes a part for the whole.
 */
@RestControllerAdvice(
        basePackages = {
            "io.retrace.query.audit",
            "io.retrace.query.asof",
            "io.retrace.query.steps",
            "io.retrace.query.timeline",
            "io.retrace.query.replay"
        })
// before the answers to whatever nobody expected, behind those to who may not
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class AuditProblems {

    private static final Logger log = LoggerFactory.getLogger(AuditProblems.class);

    @ExceptionHandler(MalformedSearch.class)
    ResponseEntity<byte[]> malformed(MalformedSearch e, HttpServletRequest request) {
        return Problem.of(HttpStatus.BAD_REQUEST, "malformed-search", String.valueOf(e.getMessage()))
                .answer(request);
    }

    /** Parameters that cannot be decoded, and chunks that are none: both are read long after the head. */
    @ExceptionHandler({InvalidParameterException.class, BadRequestException.class})
    ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
        return Problem.of(HttpStatus.BAD_REQUEST, "a parameter is malformed").answer(request);
    }

    @ExceptionHandler(QueryTimeoutException.class)
    ResponseEntity<byte[]> tooMuch(QueryTimeoutException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "search-too-long",
                        "the search took too long; ask for a shorter range, or for more")
                .answer(request);
    }

    @ExceptionHandler({
        LogUnavailable.class,
        OverloadedException.class,
        DataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<byte[]> unavailable(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        log.warn("unavailable cause={}", e.getClass().getSimpleName());
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "the audit trail cannot be read now")
                .answer(request);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<byte[]> unexpected(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e;
        }
        log.error("unexpected failure", e);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "nobody expected this")
                .answer(request);
    }
}
